#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace icf::cli {

/// The losses of a run as a small picture made of text.  Takes the same memory however long the run is: neighbouring steps are
/// kept as their means.
class LossCurve {
public:
    /// The next step's loss.  One that is not finite leaves a step out.
    void add(double loss);
    bool empty() const { return steps_ == 0; }

    /// The curve from 0 to its highest point in one line of at most width block characters, "▇▅▃▂": a column is the mean of its steps.
    std::string line(std::size_t width) const;
    /// The curve in rows lines, the highest value first, with its scale on the left and the number of steps below.
    std::vector<std::string> chart(std::size_t width, std::size_t rows) const;
    /// The means of at most count equal parts of the run, the first steps first.
    std::vector<double> means(std::size_t count) const;

private:
    struct Part {
        double sum = 0;
        std::int64_t steps = 0;
    };

    std::vector<Part> parts_;
    std::int64_t stepsPerPart_ = 1;
    std::int64_t steps_ = 0;
};

} // namespace icf::cli
