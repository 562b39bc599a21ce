#pragma once
#include <torch/types.h>

#include <utility>

namespace icf {

/// Some consecutive rows of a matrix, without a copy.  Rows of one matrix stay together: who reads several of them (a batch's digests) can copy
/// them in one operation instead of one for each.
struct VectorRows {
    at::Tensor matrix;  ///< [rows, hidden]; undefined when there are no vectors.
    std::int64_t first = 0;
    std::int64_t count = 0;

    VectorRows() = default;
    /// All rows of a tensor […, hidden], which may be undefined.
    VectorRows(const at::Tensor& all)  // Implicit: a matrix is its rows.
        : matrix(!all.defined() || all.dim() == 2 ? all : all.view({-1, all.size(-1)})), count(all.defined() ? matrix.size(0) : 0)
    {
    }
    VectorRows(at::Tensor of, std::int64_t from, std::int64_t rows) : matrix(std::move(of)), first(from), count(rows) {}

    bool defined() const { return matrix.defined(); }
    /// The rows as a view: [count, hidden].
    at::Tensor tensor() const { return matrix.narrow(0, first, count); }
};

} // namespace icf
