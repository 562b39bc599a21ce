#pragma once
#include <QAbstractListModel>

#include "ui/compare/comparison.h"

namespace icf::ui {

/// Blind ratings of two systems, counted.
struct RatingTally {
    int first = 0, second = 0; ///< Times that the one was better.
    int tie = 0, bothBad = 0;
};

/// The comparisons made so far, newest first, kept as one JSON object a line.  The display role is the prompt; see Role for
/// the rest.
class ComparisonHistory : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        kSubtitle = Qt::UserRole, ///< Time and models, for the list.
        kSearchText, ///< Everything that the search looks through.
    };
    /// Comparisons kept; older ones leave the file.
    static constexpr int kMost = 1000;
    /// Contexts longer than this many characters are kept with their beginning only.
    static constexpr qsizetype kContextCharacters = 100'000;

    /// file: the jsonl; read by load().
    explicit ComparisonHistory(const QString& file, QObject* parent = nullptr);

    /// Reads the file.  Torn or foreign lines are left aside and counted in the return value.
    int load();
    /// Puts a comparison in front and appends it to the file.  Empty on success, else why it could not be written.
    QString add(Comparison comparison);
    /// Replaces the comparison of the same id (a rating came).  Empty on success.
    QString replace(Comparison comparison);
    /// Removes rows.  Empty on success.
    QString removeAt(QList<int> rows);
    const Comparison& at(int row) const { return list_.at(row); }
    /// How the blind ratings of the two systems that were rated here came out so far, in whichever columns and order they were shown, asked of
    /// the same language model.  first: ratedA.  All zero for what was not rated.
    RatingTally tally(const Comparison& rated) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    QString writeAll() const;

    QString file_;
    QList<Comparison> list_;
};

/// A file that others can read.
enum class ExportFormat { json, csv, html };
/// The comparisons as a file: JSON (an array of what the history keeps), CSV (one line per answer, numbers with a decimal
/// point, RFC 4180 quoting) or one HTML page.
QByteArray exportComparisons(const QList<Comparison>& comparisons, ExportFormat format);

} // namespace icf::ui
