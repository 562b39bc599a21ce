#pragma once
#include <QByteArray>
#include <QObject>
#include <QSettings>
#include <QString>
#include <QStringList>
#include <QVariant>

namespace icf::ui {

/// What the studio remembers between starts: an ini file.  Keys are "page/name".
class Settings : public QObject {
    Q_OBJECT
public:
    /// Kinds of recently used paths.
    enum class Recent { run, model, checkpoint, data };

    /// file: the ini file; empty: the user's.
    explicit Settings(const QString& file = {}, QObject* parent = nullptr);

    QVariant value(const QString& key, const QVariant& fallback = {}) const { return store_.value(key, fallback); }
    void setValue(const QString& key, const QVariant& value) { store_.setValue(key, value); }
    void remove(const QString& key) { store_.remove(key); }
    /// Writes to the disk now.
    void sync() { store_.sync(); }

    /// The last ten paths of a kind, newest first.
    QStringList recent(Recent kind) const;
    /// Puts a path in front.
    void addRecent(Recent kind, const QString& path);

    /// Folders whose runs the Runs page lists; the first is where new runs go.
    QStringList runRoots() const;
    /// Adds a folder to runRoots() unless one of them already holds it.
    void addRunRoot(const QString& folder);
    /// Takes a folder out of runRoots(); the first stays.
    void removeRunRoot(const QString& folder);
    /// A free folder name below the first run root: "<stem>-<n>".
    QString newRunFolder(const QString& stem) const;

    /// Folder of the user's own files (presets, history), made when missing.
    QString dataFolder() const;

Q_SIGNALS:
    void recentChanged(icf::ui::Settings::Recent kind);
    void runRootsChanged();

private:
    QSettings store_;
};

} // namespace icf::ui
