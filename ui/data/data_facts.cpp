#include "ui/data/data_facts.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <numeric>

#include "core/data/data_file.h"

namespace icf::ui {

namespace {
constexpr std::size_t kFirstLineBytes = 16'000'000;
constexpr int kMaxBins = 48;
} // namespace

FirstLine readFirstLine(const QString& path)
{
    const std::string begin = beginningOfDataFile(path.toStdString(), kFirstLineBytes);
    QByteArray line;
    for (std::size_t from = 0; from < begin.size() && line.isEmpty();) {
        const std::size_t end = std::min(begin.find('\n', from), begin.size());
        line = QByteArray(begin.data() + from, qsizetype(end - from)).trimmed();
        from = end + 1;
    }
    FirstLine result;
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    result.fields = object.keys();
    if (object.contains(QLatin1StringView("input")) && object.contains(QLatin1StringView("prompt")))
        result.kind = DataKind::pwc;
    else if (object.contains(QLatin1StringView("text")))
        result.kind = DataKind::pile;
    return result;
}

int binWidthFor(int longest, int mostBins)
{
    for (int scale = 1;; scale *= 10)
        for (const int step : {1, 2, 5})
            if (longest / (step * scale) + 1 <= mostBins)
                return step * scale;
}

double LengthFacts::longerThan(std::int64_t limit) const
{
    const auto first = std::upper_bound(lengths.begin(), lengths.end(), limit);
    return lengths.empty() ? 0 : double(lengths.end() - first) / double(lengths.size());
}

LengthFacts lengthFacts(std::vector<int> lengths)
{
    LengthFacts facts;
    if (lengths.empty())
        return facts;
    std::sort(lengths.begin(), lengths.end());
    const auto at = [&](double share) {
        return lengths[std::min(lengths.size() - 1, std::size_t(share * double(lengths.size())))];
    };
    facts.shortest = lengths.front();
    facts.median = at(0.5);
    facts.ninetyFive = at(0.95);
    facts.longest = lengths.back();
    facts.mean = std::accumulate(lengths.begin(), lengths.end(), 0.0) / double(lengths.size());
    facts.binWidth = binWidthFor(facts.longest, kMaxBins);
    facts.bins.assign(std::size_t(facts.longest / facts.binWidth) + 1, 0);
    for (const int length : lengths)
        ++facts.bins[std::size_t(length / facts.binWidth)];
    facts.lengths = std::move(lengths);
    return facts;
}

DataLengths measureLengths(
    const DataSet& rows, qint64 mostRows, const std::function<int(const std::string&)>& tokens, CancelToken& cancel)
{
    const qint64 size = rows.size();
    const qint64 count = std::min(size, mostRows);
    std::vector<int> contexts, answers;
    contexts.reserve(std::size_t(count));
    for (qint64 i = 0; i < count; ++i) {
        cancel.throwIfStopped();
        const DataRow row = rows.row(i * size / count);
        contexts.push_back(tokens(row.context));
        if (!row.answer.empty())
            answers.push_back(tokens(row.answer));
    }
    return {lengthFacts(std::move(contexts)), lengthFacts(std::move(answers)), count, count < size};
}

} // namespace icf::ui
