#pragma once
#include <QDateTime>
#include <QPointer>

#include <optional>

#include "ui/common/services.h"
#include "ui/page.h"
#include "ui/session/shared_session.h"
#include "ui/session/token_counter.h"
#include "ui/session/work_progress.h"

class QCheckBox;
class QLabel;
class QPushButton;
class QSpinBox;
class QSplitter;
class QStackedWidget;
class QTabWidget;

namespace icf::ui {

class AttentionPanel;
class ContextEdit;
class InputsToggle;
class MessageBar;
class ModelBar;
class ReconstructionPanel;
class SessionMessage;

/// What the compressor makes of one context: attention of each digest, nearest tokens, and how well the text can be read back.
class InspectPage : public Page {
    Q_OBJECT
public:
    InspectPage(Services& services, SharedSession& session, QWidget* parent = nullptr);
    ~InspectPage() override;

    QString title() const override;
    QString summary() const override;
    QString iconName() const override { return QStringLiteral("inspect"); }
    void activated() override;
    void retranslate() override;
    /// Takes models, context and chunks (ui/session/payload.h), or a dropped text file.
    void receive(const QVariantMap& payload) override;

    AttentionPanel* attention() const { return attention_; }
    ReconstructionPanel* reconstruction() const { return reconstruction_; }

private:
    void buildLayout();
    void inspect();
    void stop();
    void updateState();
    /// The first tab shows attention, or the digests alone where a compressor has none.
    void nameTabs();
    /// What results belong to.
    struct Asked {
        QString context, lm, compressor;
        ChunkSettings chunks;
        QDateTime time;
        bool sameAs(const Asked& other) const
        {
            return context == other.context && lm == other.lm && compressor == other.compressor && chunks == other.chunks;
        }
    };
    /// What Inspect would be asked now.
    Asked asked() const;
    /// Says so as soon as the results on show are of something else.
    void showOutdated();
    void showProgress(const WorkProgress& progress);
    void setChunking(const ChunkSettings& chunking);

    Services& services_;
    SharedSession& session_;
    TokenCounter counter_;
    QPointer<Job> attentionJob_, reconstructionJob_;
    ProgressText progress_;
    bool stopping_ = false;
    std::optional<Asked> attentionOf_, reconstructionOf_; ///< What the tabs show; absent: nothing yet.
    ModelBar* models_;
    MessageBar* message_;
    SessionMessage* sessionMessage_;
    QLabel *contextLabel_, *count_, *chunkLabel_, *progressText_, *emptyText_, *outdated_;
    ContextEdit* context_;
    QCheckBox* useChunk_;
    QSpinBox* chunkLength_;
    QPushButton *inspect_, *stop_, *example_;
    QTabWidget* tabs_;
    QStackedWidget* stack_;
    AttentionPanel* attention_;
    ReconstructionPanel* reconstruction_;
    QSplitter* splitter_;
    InputsToggle* inputs_;
    QAction *inspectAction_, *stopAction_;
    qint64 exampleRow_ = 0;
};

} // namespace icf::ui
