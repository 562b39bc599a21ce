#pragma once
#include <string>

namespace icf {

/// A number with so many decimals: "0.625".  The decimal point is a point whatever the locale of the process: for all that is written to files.
std::string fixedText(double value, int decimals);
/// A number with at most so many significant digits, as printf's %g writes it in the C locale: "0.625", "1e-05".
std::string shortText(double value, int digits = 4);
/// The shortest text that reads back as the same number, without an exponent for ordinary sizes: "0.1", "32", "1e-05".
std::string exactText(double value);

} // namespace icf
