#pragma once
#include "core/base/enum_names.h"

/// What options with few values may be, each with the names that flags and JSON use.  A new choice is a line here and whatever it does.
namespace icf {

/// dtype of the computation.  automatic: bfloat16 where the device computes it well, else float32.
enum class Dtype { automatic, float32, bfloat16, float16 };
template <> inline constexpr std::array<std::string_view, 4> kEnumNames<Dtype>{"auto", "float32", "bfloat16", "float16"};

/// How the frozen language model's matrices are kept in memory.  automatic: quantized ones as the file has them, others in the computation's dtype.
enum class WeightFormat { automatic, dtype, int8, int4 };
template <> inline constexpr std::array<std::string_view, 4> kEnumNames<WeightFormat>{"auto", "dtype", "int8", "int4"};

/// What a compressor is trained for.
enum class TrainingTask { pretrain, finetune };
template <> inline constexpr std::array<std::string_view, 2> kEnumNames<TrainingTask>{"pretrain", "finetune"};

/// Which kind of compressor is made; the names are the model_types of config.json.  automatic: what the checkpoint is, else icformer.
enum class CompressorType { automatic, icformer, meanPooling };
template <> inline constexpr std::array<std::string_view, 3> kEnumNames<CompressorType>{"auto", "icformer", "mean_pooling"};

/// What counts the same in a step's loss: every label token, or every sample.
enum class Averaging { token, sentence };
template <> inline constexpr std::array<std::string_view, 2> kEnumNames<Averaging>{"token", "sentence"};

/// How the learning rate goes on after the warm-up.
enum class Schedule { constant, linear, cosine };
template <> inline constexpr std::array<std::string_view, 3> kEnumNames<Schedule>{"constant", "linear", "cosine"};

} // namespace icf
