#pragma once
#include <QString>

#include <cstdint>

namespace icf::ui {

/// Numbers for reading, by the current locale.

/// "607.7 M", "2.1 k", "512".
QString formatCount(double value);
/// "2.88×", "16.0×": context tokens per vector.
QString formatRatio(double ratio);
/// "7.9 MB"; bytes in powers of 1000.
QString formatBytes(double bytes);
/// Peak memory of the process, and of a GPU where that is above 0: "7.9 MB, GPU 1.2 GB"; "–" where the system does not say.
QString formatPeakMemory(double processBytes, double deviceBytes);
/// "45 s", "3:05 min", "2:10 h", "3 d 4 h"; negative: "–".
QString formatDuration(double seconds);
/// "3.2 ms", "1.25 s": three significant digits, by locale.
QString formatShortTime(double seconds);
/// Four significant digits: "1.234", "0.0001234", "1.2e-05".
QString formatNumber(double value, int digits = 4);
/// A choice of an option, or a kind of model, as people say it: "Mean pooling" for "mean_pooling"; a name that people say as it is stays.
QString choiceTitle(const QString& name);
/// The path as the user would type it: "~" for the home folder.
QString shortPath(const QString& path);
/// A name that fits a line: one that is longer than `most` characters keeps its start and its end.
QString shortName(const QString& name, int most = 60);
/// Text for a label that wraps: zero-width spaces let words of more than 24 characters be broken, so that they do not widen the label.
QString breakable(const QString& text);
/// Text of files and models as a tool tip.  Qt's tool tips take what looks like HTML for HTML, and would load its pictures; here every
/// character is shown.
QString plainTip(const QString& text);

} // namespace icf::ui
