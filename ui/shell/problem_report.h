#pragma once
#include <QByteArray>
#include <QObject>
#include <QString>
#include <QStringList>

#include <functional>

namespace icf::ui {

class Languages;
struct Services;

/// What the pages told the user since the start, newest last.  Kept for a report about a problem; never written by itself.
class MessageLog : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Adds a line with the time.  Old lines leave.
    void add(const QString& text);
    const QStringList& lines() const { return lines_; }
    static constexpr int kMost = 500;

private:
    QStringList lines_;
};

/// What a report may hold that says something about the user.
struct ReportChoices {
    bool paths = false; ///< Names of files and folders.
    bool texts = false; ///< Contexts, prompts, and whatever messages quote.
};

/// What a report is made of.
struct ReportParts {
    QString description; ///< The user's own words; always kept.
    QString versions, system, view; ///< Lines without anything personal.
    QString options; ///< The training form's options as JSON.
    QStringList messages;
    QString runLog; ///< The end of the last run's log.txt.
    QString question; ///< What is typed on the Compare page.
    QStringList paths; ///< Paths known to occur: the home folder, models, data, runs.
};

/// Collects all but the description; runs on the interface thread and reads no file.
ReportParts collectReport(const Services& services, const Languages& languages, const MessageLog& log);
/// What reads the files of the report: the last run's log and the kept question.  To be called on another thread.
std::function<void(ReportParts&)> reportFiles(const Services& services);

/// The report as Markdown: what was not chosen is taken out.
QString problemReport(const ReportParts& parts, const ReportChoices& choices);

/// Replaces the known paths, and all that looks like an absolute path, by "<path>".
QString withoutPaths(const QString& text, const QStringList& known);
/// Replaces what stands in quotation marks by "<text>".
QString withoutQuotes(const QString& text);

} // namespace icf::ui
