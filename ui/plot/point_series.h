#pragma once
#include <cstddef>
#include <utility>
#include <vector>

namespace icf::ui {

/// Points whose x never falls, with the extremes of every block, so that a million of them can be drawn as the few that a screen has room
/// for: of each group of neighbours the smallest and the largest stay, so no peak is lost.
class PointSeries {
public:
    void add(double x, double y);
    void clear();
    std::size_t size() const { return x_.size(); }
    double x(std::size_t index) const { return x_[index]; }
    double y(std::size_t index) const { return y_[index]; }
    /// Index of the first point at or right of x; size() when there is none.
    std::size_t firstFrom(double x) const;
    /// At most about 2·groups indices, rising, that stand for the points between two places of the horizontal axis and one beyond each;
    /// all of them where they are that few.
    std::vector<std::size_t> between(double from, double to, std::size_t groups) const;

private:
    /// Indices of the smallest and the largest value of [first, last), from whole blocks where they are whole.
    std::pair<std::size_t, std::size_t> extremes(std::size_t first, std::size_t last) const;

    std::vector<double> x_, y_;
    std::vector<std::pair<std::size_t, std::size_t>> blocks_; ///< Of every block: indices of its smallest and largest value.
};

} // namespace icf::ui
