#include "ui/inspect/attention_matrix.h"

#include <algorithm>

namespace icf::ui {

QString visibleToken(const std::string& token)
{
    QString text = QString::fromStdString(token);
    text.replace(QLatin1Char('\n'), QChar(0x23CE)).replace(QLatin1Char('\t'), QChar(0x21E5));
    return text;
}

AttentionMatrix AttentionMatrix::make(std::shared_ptr<const AttentionReport> report, int layer, int head)
{
    AttentionMatrix matrix;
    if (report->layers == 0) {
        matrix.rowLargest.assign(report->nearest.size(), 0);
        matrix.report = std::move(report);
        return matrix;
    }
    const std::size_t digests = std::size_t(report->chunks * report->digestsPerChunk), tokens = report->tokens.size();
    const std::size_t cells = digests * tokens, layers = std::size_t(report->layers),
                      heads = std::size_t(report->heads);
    matrix.weights.assign(cells, 0);
    matrix.rowLargest.assign(digests, 0);
    const std::size_t firstLayer = layer < 0 ? 0 : std::size_t(layer), lastLayer = layer < 0 ? layers : firstLayer + 1;
    const std::size_t firstHead = head < 0 ? 0 : std::size_t(head), lastHead = head < 0 ? heads : firstHead + 1;
    for (std::size_t l = firstLayer; l < lastLayer; ++l) {
        for (std::size_t h = firstHead; h < lastHead; ++h) {
            const float* source = report->weights.data() + (l * heads + h) * cells;
            for (std::size_t i = 0; i < cells; ++i)
                matrix.weights[i] += source[i];
        }
    }
    const float parts = float(std::max<std::size_t>(1, (lastLayer - firstLayer) * (lastHead - firstHead)));
    for (std::size_t d = 0; d < digests; ++d) {
        for (std::size_t t = 0; t < tokens; ++t) {
            float& weight = matrix.weights[d * tokens + t];
            weight /= parts;
            matrix.rowLargest[d] = std::max(matrix.rowLargest[d], weight);
        }
        matrix.largest = std::max(matrix.largest, matrix.rowLargest[d]);
    }
    matrix.report = std::move(report);
    return matrix;
}

int AttentionMatrix::chunkOf(int digest) const
{
    return report && report->digestsPerChunk > 0 ? digest / int(report->digestsPerChunk) : 0;
}

int AttentionMatrix::strongest(int digest) const
{
    if (tokens() == 0)
        return -1;
    const auto begin = weights.begin() + std::ptrdiff_t(digest) * tokens();
    return int(std::max_element(begin, begin + tokens()) - begin);
}

QString AttentionMatrix::token(int index) const
{
    return visibleToken(report->tokens.at(std::size_t(index)));
}

} // namespace icf::ui
