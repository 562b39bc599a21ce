#include "ui/compare/comparison_history.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QLocale>
#include <QSaveFile>

#include <algorithm>

#include "core/base/json_fields.h"
#include "ui/common/exact_text_edit.h"
#include "ui/common/format.h"
#include "ui/session/model_bar.h"

namespace icf::ui {

namespace {

QByteArray lineOf(const Comparison& comparison)
{
    const std::string json = QJsonDocument(comparison.toJson()).toJson(QJsonDocument::Compact).toStdString();
    return QByteArray::fromStdString(withoutRawLineSeparators(json)) + '\n';
}

/// Leaves of a long context what the history keeps.
void shorten(Comparison& comparison)
{
    if (comparison.contextCut)
        return;
    comparison.contextCharacters = comparison.context.size();
    if (comparison.context.size() > ComparisonHistory::kContextCharacters) {
        comparison.context.truncate(ComparisonHistory::kContextCharacters);
        comparison.contextCut = true;
    }
}

} // namespace

ComparisonHistory::ComparisonHistory(const QString& file, QObject* parent)
    : QAbstractListModel(parent)
    , file_(file)
{
}

int ComparisonHistory::load()
{
    QList<Comparison> read;
    int foreign = 0;
    QFile file(file_);
    if (file.open(QIODevice::ReadOnly)) {
        while (!file.atEnd()) {
            const QByteArray line = file.readLine().trimmed();
            if (line.isEmpty())
                continue;
            const QJsonDocument document = exactJson(line);
            if (!document.isObject()) {
                ++foreign;
                continue;
            }
            Comparison comparison = Comparison::fromJson(document.object());
            // A later line about the same comparison replaces the earlier one.
            const auto same = std::find_if(read.begin(), read.end(),
                [&](const Comparison& c) { return !c.id.isEmpty() && c.id == comparison.id; });
            if (same != read.end())
                *same = std::move(comparison);
            else
                read.append(std::move(comparison));
        }
    }
    std::reverse(read.begin(), read.end());
    if (read.size() > kMost)
        read.resize(kMost);
    beginResetModel();
    list_ = std::move(read);
    endResetModel();
    return foreign;
}

QString ComparisonHistory::add(Comparison comparison)
{
    shorten(comparison);
    const QByteArray line = lineOf(comparison);
    beginInsertRows({}, 0, 0);
    list_.prepend(std::move(comparison));
    endInsertRows();
    if (list_.size() > kMost + kMost / 10) {
        beginRemoveRows({}, kMost, int(list_.size()) - 1);
        list_.resize(kMost);
        endRemoveRows();
        return writeAll();
    }
    QDir().mkpath(QFileInfo(file_).path());
    QFile file(file_);
    if (!file.open(QIODevice::Append) || file.write(line) != line.size())
        return tr("The history could not be written to %1: %2").arg(file_, file.errorString());
    return {};
}

QString ComparisonHistory::replace(Comparison comparison)
{
    shorten(comparison);
    for (int row = 0; row < list_.size(); ++row) {
        if (list_[row].id != comparison.id)
            continue;
        list_[row] = std::move(comparison);
        Q_EMIT dataChanged(index(row), index(row));
        return writeAll();
    }
    return {};
}

RatingTally ComparisonHistory::tally(const Comparison& rated) const
{
    RatingTally tally;
    if (!rated.ratedA || !rated.ratedB)
        return tally;
    for (const Comparison& c : list_) {
        if (!c.ratedA || !c.ratedB || c.lm != rated.lm)
            continue;
        const bool asGiven = c.ratedA->sameAs(*rated.ratedA) && c.ratedB->sameAs(*rated.ratedB);
        if (!asGiven && !(c.ratedA->sameAs(*rated.ratedB) && c.ratedB->sameAs(*rated.ratedA)))
            continue;
        if (c.rating == QLatin1StringView("tie"))
            ++tally.tie;
        else if (c.rating == QLatin1StringView("both_bad"))
            ++tally.bothBad;
        else if (!c.rating.isEmpty())
            ++((c.rating == QLatin1StringView("a")) == asGiven ? tally.first : tally.second);
    }
    return tally;
}

QString ComparisonHistory::removeAt(QList<int> rows)
{
    std::sort(rows.begin(), rows.end(), std::greater<>());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    for (const int row : std::as_const(rows)) {
        beginRemoveRows({}, row, row);
        list_.removeAt(row);
        endRemoveRows();
    }
    return writeAll();
}

QString ComparisonHistory::writeAll() const
{
    QDir().mkpath(QFileInfo(file_).path());
    QSaveFile file(file_);
    if (file.open(QIODevice::WriteOnly)) {
        for (auto it = list_.crbegin(); it != list_.crend(); ++it)
            file.write(lineOf(*it));
        if (file.commit())
            return {};
    }
    return tr("The history could not be written to %1: %2").arg(file_, file.errorString());
}

int ComparisonHistory::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(list_.size());
}

QVariant ComparisonHistory::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Comparison& c = list_.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return c.prompt.simplified();
    case kSubtitle: {
        const QString time = QLocale().toString(c.time.toLocalTime(), QLocale::ShortFormat);
        return c.checkpoint.isEmpty() ? QString(time + QStringLiteral(" · ") + folderTitle(c.lm))
                                      : QString(time + QStringLiteral(" · ") + folderTitle(c.checkpoint));
    }
    case Qt::ToolTipRole: {
        QStringList lines{c.context.left(300).simplified()};
        for (const ColumnResult& column : c.columns)
            lines << c.titleOf(column.kind) + QStringLiteral(": ")
                    + (column.error.isEmpty() ? column.text.left(200) : column.error);
        return plainTip(lines.join(QLatin1Char('\n')));
    }
    case Qt::AccessibleTextRole:
        return QString(c.prompt.simplified() + QStringLiteral(", ") + data(index, kSubtitle).toString());
    case kSearchText: {
        QStringList parts{c.prompt, c.reference, c.context, c.lm, c.checkpoint};
        for (const ColumnResult& column : c.columns)
            parts << column.text;
        return parts.join(QLatin1Char('\n'));
    }
    default:
        return {};
    }
}

} // namespace icf::ui
