#pragma once
#include <QString>

/// Keys of the payloads that pages send each other with Page::openRequested.  Every key is optional: a page takes what it
/// knows and leaves the rest as it was.
namespace icf::ui::payload {

/// Folder of the language model.
inline const QString kLmPath = QStringLiteral("lm_path");
/// Folder of the compressor checkpoint.
inline const QString kCompressorPath = QStringLiteral("icformer_path");
/// A context, whole.
inline const QString kContext = QStringLiteral("context");
/// A prompt, without the template.
inline const QString kPrompt = QStringLiteral("prompt");
/// The reference answer.
inline const QString kAnswer = QStringLiteral("answer");
/// bool: compress in chunks.
inline const QString kUseChunk = QStringLiteral("use_chunk");
/// qlonglong: tokens in the longest chunk.
inline const QString kMaxChunkLen = QStringLiteral("max_chunk_len");
/// Compare page: the jsonl or text file whose prompts are to be asked.
inline const QString kPromptSet = QStringLiteral("prompt_set");
/// Data page: the jsonl to open.
inline const QString kDataPath = QStringLiteral("data_path");
/// Models page: the folder to list and select.
inline const QString kModelFolder = QStringLiteral("model_folder");

/// QStringList: files dropped on the window.
inline const QString kPaths = QStringLiteral("paths");

/// True for the name of a dropped file that is taken for data rather than for a context: jsonl, packed or not.
inline bool namesDataFile(const QString& path)
{
    for (const char* ending : {".jsonl", ".jsonl.gz", ".jsonl.zst"})
        if (path.endsWith(QLatin1StringView(ending), Qt::CaseInsensitive))
            return true;
    return false;
}

} // namespace icf::ui::payload
