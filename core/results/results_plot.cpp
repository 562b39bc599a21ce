#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/number_text.h"
#include "core/results/results_format.h"

namespace icf {

namespace {

constexpr double kLeft = 60, kTop = 40, kWidth = 460, kHeight = 300, kLegend = 200, kBelow = 60;
constexpr double kPanel = kTop + kHeight + kBelow;
/// Told apart by most people who see colours differently (Okabe and Ito).
constexpr std::array<const char*, 8> kColors{"#0072b2", "#000000", "#999999", "#e69f00", "#009e73", "#56b4e9", "#cc79a7", "#d55e00"};

std::string xmlText(std::string_view text)
{
    std::string result;
    for (const char c : text)
        result += c == '&' ? std::string("&amp;") : c == '<' ? std::string("&lt;") : c == '>' ? std::string("&gt;") : std::string(1, c);
    return result;
}

std::string at(const char* name, double value) { return std::string(" ") + name + "=\"" + fixedText(value, 1) + "\""; }

std::string label(double x, double y, std::string_view text, const char* anchor = "start", const std::string& more = {})
{
    return "<text" + at("x", x) + at("y", y) + " text-anchor=\"" + anchor + "\"" + more + ">" + xmlText(text) + "</text>\n";
}

std::string line(double x1, double y1, double x2, double y2, const std::string& style)
{
    return "<line" + at("x1", x1) + at("y1", y1) + at("x2", x2) + at("y2", y2) + " " + style + "/>\n";
}

/// Points of one system over the settings of a task.
struct Series {
    std::string name;
    std::vector<const SystemSummary*> points;
};

class Panel {
public:
    Panel(double top, std::string task, std::string metric, double widest)
        : top_(top), task_(std::move(task)), metric_(std::move(metric)), widest_(widest)
    {
    }

    std::string draw(const std::vector<Series>& series) const
    {
        std::string out = frame();
        for (std::size_t i = 0; i < series.size(); ++i)
            out += draw(series[i], i);
        return out;
    }

private:
    double x(double ratio) const { return kLeft + ratio / widest_ * kWidth; }
    double y(double value) const { return top_ + kTop + (1 - value) * kHeight; }

    std::string frame() const
    {
        std::string out = label(kLeft, top_ + kTop - 14, task_ + ": " + tables::title(metric_) + " by context tokens per vector read", "start", " font-weight=\"bold\"");
        for (int i = 0; i <= 5; ++i) {
            out += line(kLeft, y(i / 5.0), kLeft + kWidth, y(i / 5.0), "stroke=\"#dddddd\"");
            out += label(kLeft - 8, y(i / 5.0) + 4, fixedText(i / 5.0, 1), "end");
        }
        const double step = std::max(1.0, std::ceil(widest_ / 8));
        for (double ratio = 0; ratio <= widest_; ratio += step)
            out += line(x(ratio), y(0), x(ratio), y(0) + 5, "stroke=\"#666666\"") + label(x(ratio), y(0) + 20, shortText(ratio, 6), "middle");
        return out + label(kLeft + kWidth / 2, y(0) + 38, "ratio", "middle");
    }

    std::string draw(const Series& series, std::size_t number) const
    {
        const std::string color = kColors[number % kColors.size()];
        const std::string pen = "stroke=\"" + color + "\"";
        std::string out = label(kLeft + kWidth + 34, top_ + kTop + 16 * double(number) + 4, series.name);
        out += mark(kLeft + kWidth + 20, top_ + kTop + 16 * double(number), color, number);
        std::string path;
        for (const SystemSummary* system : series.points) {
            const Interval& interval = system->metric(metric_)->interval;
            if (system->ratio <= 0) {
                // Nothing is read, so there is no ratio: the level is what any compressor has to beat.
                out += line(kLeft, y(interval.mean), kLeft + kWidth, y(interval.mean), pen + " stroke-dasharray=\"6 4\"");
                continue;
            }
            const double low = std::max(0.0, interval.low);
            const double high = std::min(1.0, interval.high);
            out += line(x(system->ratio), y(low), x(system->ratio), y(high), pen) + mark(x(system->ratio), y(interval.mean), color, number);
            path += (path.empty() ? "M" : "L") + fixedText(x(system->ratio), 1) + " " + fixedText(y(interval.mean), 1);
        }
        if (series.points.size() > 1 && !path.empty())
            out += "<path d=\"" + path + "\" fill=\"none\" " + pen + " stroke-dasharray=\"2 3\"/>\n";
        return out;
    }

    /// Where the colours begin again, squares take the place of discs.
    static std::string mark(double x, double y, const std::string& color, std::size_t number)
    {
        if (number / kColors.size() % 2 == 0)
            return "<circle" + at("cx", x) + at("cy", y) + " r=\"4\" fill=\"" + color + "\"/>\n";
        return "<rect" + at("x", x - 4) + at("y", y - 4) + " width=\"8\" height=\"8\" fill=\"" + color + "\"/>\n";
    }

    double top_;
    std::string task_;
    std::string metric_;
    double widest_;
};

} // namespace

std::string resultsSvg(const EvaluationResults& results)
{
    std::vector<std::string> tasks;
    double widest = 1;
    for (const SystemSummary& system : results.systems) {
        if (std::find(tasks.begin(), tasks.end(), system.task) == tasks.end())
            tasks.push_back(system.task);
        widest = std::max(widest, system.ratio);
    }
    std::string out;
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        const std::string metric = primaryMetric(tasks[i]);
        std::vector<Series> series;
        for (const SystemSummary& system : results.systems) {
            if (system.task != tasks[i] || !system.metric(metric) || system.metric(metric)->interval.count == 0)
                continue;
            auto found = std::find_if(series.begin(), series.end(), [&](const Series& s) { return s.name == system.name(); });
            if (found == series.end())
                found = series.insert(series.end(), {system.name(), {}});
            found->points.push_back(&system);
        }
        for (Series& each : series)
            std::stable_sort(each.points.begin(), each.points.end(), [](const SystemSummary* a, const SystemSummary* b) { return a->ratio < b->ratio; });
        out += Panel(double(i) * kPanel, tasks[i], metric, widest * 1.1).draw(series);
    }
    const double width = kLeft + kWidth + kLegend;
    const double height = std::max(kPanel, kPanel * double(tasks.size()));
    return "<svg xmlns=\"http://www.w3.org/2000/svg\"" + at("width", width) + at("height", height) + " font-family=\"sans-serif\" font-size=\"12\">\n"
        + "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n" + out + "</svg>\n";
}

} // namespace icf
