#include "ui/compare/settings_panel.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLocale>
#include <QSpinBox>
#include <QVBoxLayout>

#include <limits>

#include "ui/common/parts.h"

namespace icf::ui {

SettingsPanel::SettingsPanel(QWidget* parent)
    : FlowBar(16, parent)
    , chunk_(new QCheckBox)
    , chunkLength_(new QSpinBox)
    , longest_(new QSpinBox)
    , topK_(new QSpinBox)
    , seed_(new QSpinBox)
    , temperature_(new QDoubleSpinBox)
    , topP_(new QDoubleSpinBox)
{
    chunk_->setObjectName(QStringLiteral("useChunk"));
    chunkLength_->setObjectName(QStringLiteral("maxChunkLen"));
    longest_->setObjectName(QStringLiteral("maxNewTokens"));
    temperature_->setObjectName(QStringLiteral("temperature"));
    chunkLength_->setRange(1, 10'000'000);
    longest_->setRange(1, 1'000'000);
    topK_->setRange(0, 1'000'000);
    seed_->setRange(0, std::numeric_limits<int>::max());
    temperature_->setRange(0, 100);
    temperature_->setSingleStep(0.1);
    topP_->setRange(0, 1);
    topP_->setSingleStep(0.05);
    const auto field = [&](QWidget* input) {
        auto* box = new QWidget;
        auto* column = new QVBoxLayout(box);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(4);
        auto* label = roleLabel("muted");
        label->setBuddy(input);
        column->addWidget(label);
        column->addWidget(input);
        input->setMinimumWidth(104);
        labels_ << label;
        flow()->addWidget(box);
    };
    field(chunk_);
    field(chunkLength_);
    field(longest_);
    field(temperature_);
    field(topP_);
    field(topK_);
    field(seed_);
    connect(chunk_, &QCheckBox::toggled, this, &SettingsPanel::updateEnabled);
    for (QSpinBox* box : {chunkLength_, longest_, topK_, seed_})
        connect(box, &QSpinBox::valueChanged, this, &SettingsPanel::changed);
    for (QDoubleSpinBox* box : {temperature_, topP_})
        connect(box, &QDoubleSpinBox::valueChanged, this, &SettingsPanel::updateEnabled);
    retranslate();
    setSettings({});
}

CompareSettings SettingsPanel::settings() const
{
    return {{chunk_->isChecked(), chunkLength_->value()}, longest_->value(),
        {temperature_->value(), topP_->value(), topK_->value(), seed_->value()}};
}

void SettingsPanel::setSettings(const CompareSettings& settings)
{
    const QSignalBlocker guard(this);
    chunk_->setChecked(settings.chunking.use_chunk);
    chunkLength_->setValue(int(settings.chunking.max_chunk_len));
    longest_->setValue(int(settings.maxNewTokens));
    temperature_->setValue(settings.sampling.temperature);
    topP_->setValue(settings.sampling.top_p);
    topK_->setValue(int(settings.sampling.top_k));
    seed_->setValue(int(settings.sampling.sampling_seed));
    updateEnabled();
}

void SettingsPanel::updateEnabled()
{
    chunkLength_->setEnabled(chunk_->isChecked());
    const bool sampled = temperature_->value() > 0;
    for (QWidget* widget : std::initializer_list<QWidget*>{topP_, topK_, seed_})
        widget->setEnabled(sampled);
    Q_EMIT changed();
}

QString SettingsPanel::summary() const
{
    const QLocale locale;
    const CompareSettings s = settings();
    QStringList parts;
    if (s.sampling.temperature > 0)
        parts << tr("temperature %1, seed %2").arg(locale.toString(s.sampling.temperature)).arg(s.sampling.sampling_seed);
    else
        parts << tr("greedy");
    parts << tr("at most %n token(s)", nullptr, int(s.maxNewTokens));
    parts << (s.chunking.use_chunk ? tr("chunks of %n token(s)", nullptr, int(s.chunking.max_chunk_len))
                                  : tr("no chunks"));
    return parts.join(QStringLiteral(" · "));
}

void SettingsPanel::retranslate()
{
    const QStringList names{tr("Chunks"), tr("Longest chunk"), tr("Longest answer"), tr("Temperature"), tr("Top-p"),
        tr("Top-k"), tr("Seed")};
    for (int i = 0; i < labels_.size(); ++i) {
        labels_[i]->setText(names[i]);
        labels_[i]->buddy()->setAccessibleName(names[i]);
    }
    chunk_->setText(tr("Compress in chunks"));
    chunk_->setToolTip(tr("Cut a long context into equal chunks, compress each and join the digests."));
    chunkLength_->setToolTip(tr("Largest number of context tokens in one chunk."));
    longest_->setToolTip(tr("Largest number of tokens to generate."));
    temperature_->setToolTip(tr("0: always the most likely token; higher: more random."));
    topP_->setToolTip(tr("Sample only from the most likely tokens whose probabilities add up to this."));
    topK_->setSpecialValueText(tr("all"));
    topK_->setToolTip(tr("Sample only from this many of the most likely tokens. 0: all."));
    seed_->setToolTip(tr("Seed of the random choice of tokens; the same for every column."));
}

} // namespace icf::ui
