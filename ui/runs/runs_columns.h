#pragma once
#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QVariant>

#include "ui/runs/run_scanner.h"

/// What the table of runs can show of a run, each by a key that settings keep: "loss", "accuracy", …, and "--lr" for an option.
namespace icf::ui::runs {

/// Stands for the options that are not the same in all runs.
inline const QString kDiffering = QStringLiteral("differing");
inline const QString kNameKey = QStringLiteral("name");
inline const QString kStateKey = QStringLiteral("state");
inline const QString kStartedKey = QStringLiteral("started");

/// All keys, in the order of the table; the options after the others.
QStringList allKeys();
/// What the user has not chosen: the common ones, those of which a run has something to say, and kDiffering.
QStringList usualKeys(const std::vector<ListedRun>& runs);
/// The columns for chosen keys, in the order of the table, the name first, with kDiffering spelled out.
QStringList columnsFor(const QStringList& chosen, const std::vector<ListedRun>& runs);

QString titleOf(const QString& key);
/// What it means, as a tool tip; may be empty.
QString tipOf(const QString& key);
/// Figures stand right, words left.
bool isFigure(const QString& key);
QString textOf(const ListedRun& run, const QString& key);
/// What rows are sorted by: runs without a value after those with one.
QVariant sortValueOf(const ListedRun& run, const QString& key);

/// These columns of these runs as CSV, the same in every language: keys, with the unit where there is one ("duration_seconds", "size_bytes"), and
/// "options.lr" for an option; numbers of full precision, times in UTC, paths in full; what is not known is empty.
QByteArray toCsv(const std::vector<ListedRun>& runs, const QStringList& keys);

} // namespace icf::ui::runs
