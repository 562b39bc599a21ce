#pragma once
#include <QString>

namespace icf::ui {

/// A text as one field of a line of CSV: in quotation marks where it holds what would end the field.
QString csvField(const QString& text);
/// A number as a field: as short as it can be without losing anything, with a decimal point in every language.
QString csvField(double value);

} // namespace icf::ui
