#pragma once
#include <QMetaType>
#include <QString>

#include <memory>
#include <vector>

#include "core/engine/engine.h"

namespace icf::ui {

/// One picture of a context's attention: weights of every digest over every token for a layer and a head, or their mean.
struct AttentionMatrix {
    std::shared_ptr<const AttentionReport> report;
    std::vector<float> weights; ///< [digest over all chunks][token], row-major.
    float largest = 0; ///< Largest weight.
    std::vector<float> rowLargest; ///< Largest weight of each digest.

    /// layer, head: -1 means the mean over all of them.
    static AttentionMatrix make(std::shared_ptr<const AttentionReport> report, int layer, int head);

    int digests() const { return int(rowLargest.size()); }
    int tokens() const { return hasAttention() ? int(report->tokens.size()) : 0; }
    /// False where there is no report, and for a compressor without attention: it has digests, and no weights.
    bool hasAttention() const { return report && report->layers > 0; }
    float at(int digest, int token) const
    {
        return weights[std::size_t(digest) * std::size_t(tokens()) + std::size_t(token)];
    }
    /// Index of the chunk that a digest belongs to.
    int chunkOf(int digest) const;
    /// The token with the largest weight of a digest; -1 when there are no tokens.
    int strongest(int digest) const;
    /// A token fit to be shown in one line (line feeds and tabs made visible).
    QString token(int index) const;
};

/// A token fit to be shown in one line.
QString visibleToken(const std::string& token);

} // namespace icf::ui
