#pragma once
#include <QByteArray>
#include <QString>

#include <cstdint>
#include <string_view>

#include "ui/plot/run_curves.h"

namespace icf::ui {

/// CRC-32C (Castagnoli polynomial) of some bytes.
std::uint32_t crc32c(std::string_view bytes);

/// One run as a TensorBoard event file: TFRecord frames with masked CRC-32C around Event messages, whose scalars are "train/loss",
/// "train/grad_norm", "train/learning_rate", "train/tokens_per_second", "validation/loss", "validation/accuracy" and "validation/diagonality".
/// startedAt: seconds since 1970 when the run began; wall times are that plus the time spent training.
QByteArray eventFile(const RunCurves& run, double startedAt);

/// Writes FOLDER/<run>/events.out.tfevents.<start>.icformer-studio, so that "tensorboard --logdir FOLDER" shows the run under its name;
/// the start comes from the run's run.json, or from now when there is none.  Returns the file's path.  Throws Error when it cannot be
/// written.
QString writeEventFile(const RunCurves& run, const QString& folder);

} // namespace icf::ui
