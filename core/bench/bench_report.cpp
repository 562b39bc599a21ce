#include "core/bench/bench_report.h"

#include "core/base/json_fields.h"
#include "core/base/number_text.h"
#include "core/metrics/statistics.h"

namespace icf {
namespace {

std::string timeText(double seconds)
{
    return seconds < 1 ? fixedText(seconds * 1e3, 2) + " ms" : fixedText(seconds, 3) + " s";
}

std::string rateText(double rate, const std::string& unit)
{
    if (unit == "bytes")
        return fixedText(rate / 1e6, 0) + " MB/s";
    return fixedText(rate, rate < 100 ? 1 : 0) + " " + unit + "/s";
}

std::string quoted(const std::string& text)
{
    std::string result = "\"";
    for (const char c : text)
        result += c == '"' ? std::string("\"\"") : std::string(1, c);
    return result + "\"";
}

} // namespace

double BenchRow::median() const { return icf::median(seconds); }

double BenchRow::spread() const
{
    const double middle = median();
    return middle > 0 ? (quantile(seconds, 0.75) - quantile(seconds, 0.25)) / middle : 0;
}

double BenchRow::rate() const
{
    const double middle = median();
    return middle > 0 ? amount / middle : 0;
}

double BenchRow::teraFlops() const
{
    const double middle = median();
    return middle > 0 ? flops / middle / 1e12 : 0;
}

nlohmann::ordered_json benchJson(const BenchReport& report)
{
    nlohmann::ordered_json json{{"options", report.options}, {"machine", report.machine}, {"versions", report.versions},
        {"compute_type", report.computeType}, {"threads", report.threads}, {"model", report.model}};
    nlohmann::ordered_json rows = nlohmann::ordered_json::array();
    for (const BenchRow& row : report.rows) {
        rows.push_back({{"work", row.work}, {"variant", row.variant}, {"length", row.length}, {"batch", row.batch}, {"distinct_ids", row.distinctIds},
            {"median_seconds", row.median()}, {"spread", row.spread()}, {"amount", row.amount}, {"unit", row.unit}, {"rate", row.rate()},
            {"peak_memory_bytes", row.peakMemoryBytes}, {"note", row.note}, {"seconds", row.seconds}});
        if (row.devicePeakMemoryBytes > 0)
            rows.back()["device_peak_memory_bytes"] = row.devicePeakMemoryBytes;
        if (row.flops > 0)
            rows.back()["teraflops_per_second"] = row.teraFlops();
    }
    json["rows"] = std::move(rows);
    return json;
}

std::string benchText(const BenchReport& report)
{
    // A path may be any bytes, and the measurement is not to be lost for it.
    return dumpText(benchJson(report), 2) + "\n";
}

std::string benchTable(const BenchReport& report)
{
    std::string table = "| work | length | batch | distinct ids | median | spread | rate | peak memory |\n|---|---|---|---|---|---|---|---|\n";
    for (const BenchRow& row : report.rows) {
        const auto count = [](std::int64_t value) { return value > 0 ? std::to_string(value) : std::string("–"); };
        table += "| " + row.work + (row.variant.empty() ? "" : ", " + row.variant) + " | " + count(row.length) + " | " + count(row.batch) + " | "
            + count(row.distinctIds) + " | " + timeText(row.median()) + " | " + fixedText(100 * row.spread(), 0) + " % | "
            + rateText(row.rate(), row.unit) + (row.flops > 0 ? ", " + shortText(row.teraFlops()) + " TFLOP/s" : "") + " | " + fixedText(double(row.peakMemoryBytes) / 1e6, 0) + " MB"
            + (row.devicePeakMemoryBytes > 0 ? ", GPU " + fixedText(double(row.devicePeakMemoryBytes) / 1e6, 0) + " MB |" : " |")
            + (row.note.empty() ? "" : " " + row.note) + "\n";
    }
    return table;
}

std::string benchCsv(const BenchReport& report)
{
    std::string csv = "work,variant,length,batch,distinct_ids,median_seconds,spread,rate,unit,peak_memory_bytes,note\n";
    for (const BenchRow& row : report.rows) {
        csv += row.work + "," + quoted(row.variant) + "," + std::to_string(row.length) + "," + std::to_string(row.batch) + ","
            + std::to_string(row.distinctIds) + "," + shortText(row.median(), 9) + "," + shortText(row.spread(), 4) + ","
            + shortText(row.rate(), 6) + "," + row.unit + "," + std::to_string(row.peakMemoryBytes) + "," + quoted(row.note) + "\n";
    }
    return csv;
}

} // namespace icf
