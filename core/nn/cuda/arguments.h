// What the CUDA kernels are given, for both sides: included by the C++ that starts them, and put in front of their source.  No include, no std type.
#ifndef ICF_CUDA_ARGUMENTS
#define ICF_CUDA_ARGUMENTS

namespace icf::cuda {

/// rms_norm: one block a row.  x, delta, sum, y: [rows, size]; weight: [size]; scales: float32 [rows].
struct RmsNormArguments {
    const void* x;
    const void* delta;  ///< Added to x first, into sum; or null.
    const void* weight;
    void* sum;
    void* y;
    float* scales;      ///< Or null.
    long long size;
    float eps;
};

/// rms_norm_backward: one block a row.  added: a gradient that the result gets too, or null.
struct RmsNormBackwardArguments {
    const void* x;
    const void* weight;
    const void* gradient;
    const void* added;
    void* result;
    const float* scales;
    long long size;
};

/// gated_silu: gateUp [rows, 2 · size] → y [rows, size].  gated_silu_backward: gradient [rows, size] → y [rows, 2 · size].
struct GatedSiluArguments {
    const void* gateUp;
    const void* gradient;
    void* y;
    long long rows, size;
};

/// Heads that place moves alike: from source + sample · sourceBatch + place · sourcePlace + head · sourceHead to the same of target, all in elements.
struct PlacePart {
    const void* source;
    const void* last;  ///< Where the last places of each row come from when PlaceArguments::rows is given.
    void* target;
    long long heads;
    long long sourceBatch, sourcePlace, sourceHead;
    long long targetBatch, targetPlace, targetHead;
    int rotated;
};

/// place: moves heads to their places, the rotated ones by the angles of the table: queries, keys and values of a joined projection at once.
struct PlaceArguments {
    PlacePart parts[3];
    int partCount;
    float sign;                  ///< −1 turns back.
    long long batch, length, headDim;
    const void* cos;             ///< [batch or 1, places, headDim]
    const void* sin;
    long long tableBatch;        ///< Places from one sample's table to the next; 0: one for all.
    const int* begins;           ///< Ragged rows, one after the other in the target: where each begins …
    const int* ends;             ///< … and ends; null: every row has length places.
    const long long* rows;       ///< [batch, rowsLength] the source's place of each place but the last lastRows, which are the places of `last`; null: its own.
    long long rowsLength, lastRows;
};

/// label_row: one block a row.  scores, teacher: [rows, size]; with gradient the scores become the loss's gradient.
struct LabelArguments {
    void* scores;
    const void* teacher;  ///< Or null.
    const long long* labels;
    float* losses;
    float* divergences;   ///< Null without a teacher.
    long long* likeliest;
    long long size;
    float alpha;
    int gradient;
};

/// Rows that share one pass over the weights while decoding.
constexpr int kDecodeRows = 8;

/// decode_embed: x[row] = embedding[ids[row]], one block a row; and the positions that the cache has, for the kernels after it.
struct DecodeEmbedArguments {
    const void* embedding;
    void* x;
    long long* length;
    long long lengthBefore;
    long long hidden;
    long long ids[kDecodeRows];
};

/// decode_normed: y = norm(x) · weightᵀ + bias.  decode_gated: y = silu(g) · u of its two halves.  decode_scores: y in float32.
/// decode_added: x += in · weightᵀ + bias.  Weights [outputs, inputs], a warp for each output (for each pair of them when gated).
struct DecodeProductArguments {
    const void* x;        ///< [rows, inputs]
    const void* norm;     ///< [inputs]; not for decode_added.
    const void* weight;
    const void* bias;     ///< Or null.
    void* y;              ///< [rows, outputs]; decode_added: what is added to.
    long long inputs, outputs;
    float eps;
};

/// decode_attention: blocks [heads, splits, rows].  Rotates the new query and key, appends key and value to the cache, attends.
struct DecodeAttentionArguments {
    const void* joined;        ///< [rows, (heads + 2 · keyValueHeads) · headDim]
    const void* queryNorm;     ///< [headDim], or null.
    const void* keyNorm;
    const float* frequencies;  ///< [headDim / 2]; null: not rotated.
    void* keys;                ///< [rows, keyValueHeads, capacity, headDim]
    void* values;
    void* out;                 ///< [rows, heads · headDim]
    float* partial;            ///< [rows, heads, splits, headDim + 2]
    int* done;                 ///< [rows, heads], 0 before and after.
    const long long* length;   ///< Positions that the cache has.
    long long capacity;        ///< Positions that it has room for.
    long long window;          ///< 0: none.
    int heads, keyValueHeads, headDim;
    float eps, attentionFactor, positionFactor;
    int padding[kDecodeRows];  ///< Before each row.
};

} // namespace icf::cuda

#endif
