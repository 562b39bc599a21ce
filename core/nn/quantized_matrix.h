#pragma once
#include <torch/types.h>

#include <cstdint>
#include <utility>
#include <vector>

#include "core/io/tensor_data.h"

namespace icf {

/// A matrix of the frozen language model that stays in blocks of a few bits for each element (block_kernels.h) and is multiplied from them: on the CPU,
/// [rows, columns].  A product of few rows reads the blocks; one of many first makes the values of a part of the matrix in the type that is multiplied.  Its
/// values are those of the file, so that results differ from a matrix in that type by float rounding alone.
class QuantizedMatrix {
public:
    /// Rows of one type, below those of the part before.
    struct Part {
        ElementType type = ElementType::f32;  ///< A quantized type, or f32.
        at::Tensor bytes;                     ///< uint8 [rows, bytes of a row]
    };
    /// A quantized matrix of a model file: its blocks as they are, rows in torch's order.  The file's pages are given back.
    static Part read(const TensorData& matrix);
    /// A matrix that is not, rounded to q8_0 or q4_1 as it is read.  Bit for bit as the Python package gguf rounds.
    static Part readRounded(const TensorData& matrix, ElementType type);
    /// A dense matrix, rounded to q8_0 or q4_1.  columns: a multiple of 32.
    static Part rounded(const at::Tensor& matrix, ElementType type);
    /// Whether rows of so many elements are whole blocks of q8_0 and q4_1.
    static bool rounds(std::int64_t columns) { return columns % 32 == 0; }

    QuantizedMatrix(std::int64_t columns, std::vector<Part> parts);

    std::int64_t rows() const { return rows_; }
    std::int64_t columns() const { return columns_; }
    const std::vector<Part>& parts() const { return parts_; }

    /// The values of some rows: [count, columns] in float32, bfloat16 or float16.
    at::Tensor dense(std::int64_t first, std::int64_t count, at::ScalarType type) const;
    /// The values of the rows that ids name: int64 […] → […, columns].
    at::Tensor rowsOf(const at::Tensor& ids, at::ScalarType type) const;
    /// One row into `values`, of `columns` numbers.
    void rowInto(std::int64_t row, float* values) const;
    /// out[i] = row first + i times x, of `columns` numbers.
    void dots(std::int64_t first, std::int64_t count, const float* x, float* out) const;

    /// x […, columns] times the matrix's transpose, plus bias ([rows] or undefined): […, rows] in x's type, without gradients.
    at::Tensor times(const at::Tensor& x, const at::Tensor& bias) const;
    /// The way back, without bias: gradient […, rows] → […, columns].
    at::Tensor back(const at::Tensor& gradient) const;

private:
    /// A part as the loops read it.
    struct Rows {
        ElementType type;
        const std::byte* bytes;
        std::size_t size;    ///< Of a row, in bytes.
        std::int64_t count;
    };
    /// The part that holds a row, and the row's place in it.
    std::pair<const Rows*, const std::byte*> find(std::int64_t row) const;

    std::int64_t rows_ = 0, columns_ = 0;
    std::vector<Part> parts_;
    std::vector<Rows> read_;  ///< Of parts_.
};

} // namespace icf
