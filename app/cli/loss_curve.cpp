#include "app/cli/loss_curve.h"

#include <algorithm>
#include <cmath>

#include "app/cli/terminal.h"
#include "core/base/number_text.h"

namespace icf::cli {
namespace {

/// More than any terminal has columns.
constexpr std::size_t kMaxParts = 512;
constexpr int kEighths = 8;
constexpr const char* kBlocks[kEighths + 1] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr std::size_t kScale = 7;  ///< Columns for the numbers on the left.

/// value as a height of 1 … levels; the largest reaches the top.
int heightOf(double value, double largest, int levels)
{
    return largest > 0 ? std::clamp(int(std::lround(value / largest * levels)), 1, levels) : 1;
}

std::string right(std::string text, std::size_t width)
{
    return text.size() < width ? std::string(width - text.size(), ' ') + text : text;
}

} // namespace

void LossCurve::add(double loss)
{
    if (!std::isfinite(loss))
        return;
    if (parts_.empty() || parts_.back().steps == stepsPerPart_) {
        if (parts_.size() == kMaxParts) {
            for (std::size_t i = 0; i < kMaxParts / 2; ++i)
                parts_[i] = {parts_[2 * i].sum + parts_[2 * i + 1].sum, parts_[2 * i].steps + parts_[2 * i + 1].steps};
            parts_.resize(kMaxParts / 2);
            stepsPerPart_ *= 2;
        }
        parts_.emplace_back();
    }
    parts_.back().sum += loss;
    ++parts_.back().steps;
    ++steps_;
}

std::vector<double> LossCurve::means(std::size_t count) const
{
    const std::size_t columns = std::min(count, parts_.size());
    std::vector<double> values;
    for (std::size_t column = 0; column < columns; ++column) {
        Part all;
        for (std::size_t i = column * parts_.size() / columns; i < (column + 1) * parts_.size() / columns; ++i) {
            all.sum += parts_[i].sum;
            all.steps += parts_[i].steps;
        }
        values.push_back(all.sum / double(all.steps));
    }
    return values;
}

std::string LossCurve::line(std::size_t width) const
{
    const std::vector<double> values = means(width);
    const double largest = values.empty() ? 0 : *std::max_element(values.begin(), values.end());
    std::string text;
    for (const double value : values)
        text += kBlocks[heightOf(value, largest, kEighths)];
    return text;
}

std::vector<std::string> LossCurve::chart(std::size_t width, std::size_t rows) const
{
    const std::vector<double> values = means(width > kScale + 2 ? width - kScale - 2 : 1);
    if (values.empty() || rows == 0)
        return {};
    const double largest = *std::max_element(values.begin(), values.end());
    std::vector<std::string> lines;
    for (std::size_t row = rows; row-- > 0;) {
        std::string text = right(row + 1 == rows ? shortText(largest, 2) : "", kScale) + " │";
        for (const double value : values)
            text += kBlocks[std::clamp(heightOf(value, largest, int(rows) * kEighths) - int(row) * kEighths, 0, kEighths)];
        lines.push_back(text.substr(0, text.find_last_not_of(' ') + 1));
    }
    std::string floor;
    for (std::size_t i = 0; i < values.size(); ++i)
        floor += "─";
    lines.push_back(right("0", kScale) + " └" + floor);
    const std::string last = countText(steps_, "step");
    lines.push_back(right(last, std::max(kScale + 2 + values.size(), last.size())));
    return lines;
}

} // namespace icf::cli
