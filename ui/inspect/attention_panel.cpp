#include "ui/inspect/attention_panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSplitter>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/common/calm_combo_box.h"
#include "ui/common/flow_layout.h"
#include "ui/common/icons.h"
#include "ui/common/parts.h"
#include "ui/inspect/digest_model.h"
#include "ui/inspect/heat_map.h"
#include "ui/session/color_scale.h"
#include "ui/session/kept_text.h"
#include "ui/session/tints.h"

namespace icf::ui {

AttentionPanel::AttentionPanel(QWidget* parent)
    : QWidget(parent)
    , layerLabel_(new QLabel)
    , headLabel_(new QLabel)
    , cell_(new QLabel)
    , layer_(new CalmComboBox)
    , head_(new CalmComboBox)
    , scaleRows_(new QCheckBox)
    , zoomIn_(new QToolButton)
    , zoomOut_(new QToolButton)
    , fit_(new QToolButton)
    , map_(new HeatMap)
    , digests_(new DigestModel(this))
    , table_(new QTableView)
    , text_(new KeptText)
    , textScale_(new ColorScale([](const QPalette& palette, double share) { return Tints::doubt(palette, share); }))
    , mapScale_(new ColorScale(&Tints::heat))
    , splitter_(new QSplitter(Qt::Horizontal))
    , down_(new QSplitter(Qt::Vertical))
{
    layer_->setObjectName(QStringLiteral("attentionLayer"));
    head_->setObjectName(QStringLiteral("attentionHead"));
    for (QLabel* label : {layerLabel_, headLabel_})
        label->setProperty("role", QStringLiteral("muted"));
    layerLabel_->setBuddy(layer_);
    headLabel_->setBuddy(head_);
    zoomIn_->setIcon(icon(QStringLiteral("plus")));
    zoomOut_->setIcon(icon(QStringLiteral("minus")));
    fit_->setIcon(icon(QStringLiteral("reset")));
    cell_->setObjectName(QStringLiteral("attentionCell"));
    cell_->setProperty("role", QStringLiteral("muted"));
    cell_->setTextFormat(Qt::PlainText);
    // Of two lines always: the map must not move while the pointer is on it.
    cell_->setMinimumHeight(2 * cell_->fontMetrics().lineSpacing());
    text_->setObjectName(QStringLiteral("keptText"));

    table_->setModel(digests_);
    makeRowTable(*table_);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setWordWrap(false);
    table_->setAlternatingRowColors(true);
    table_->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table_->setObjectName(QStringLiteral("digestTable"));

    FlowBar* controls = flowOf({together({layerLabel_, layer_}), together({headLabel_, head_}), scaleRows_, room(), together({zoomOut_, zoomIn_, fit_}, 0)}, 16);
    splitter_->setHandleWidth(16);
    splitter_->setChildrenCollapsible(false);
    splitter_->addWidget(map_);
    splitter_->addWidget(table_);
    splitter_->setStretchFactor(0, 1);
    splitter_->setStretchFactor(1, 1);
    // A table's own wish is narrow; its last column is what one wants to read.
    splitter_->setSizes({500, 600});
    auto* maps = new QWidget;
    auto* map = columnIn(maps, {}, 8);
    map->addWidget(controls);
    map->addWidget(splitter_, 1);
    down_->setHandleWidth(12);
    down_->addWidget(text_);
    down_->addWidget(maps);
    down_->setCollapsible(1, false);
    down_->setStretchFactor(1, 1);
    down_->setSizes({text_->sizeHint().height(), 400});
    auto* column = columnIn(this, {0, 12, 0, 0}, 8);
    column->addWidget(down_, 1);
    column->addWidget(cell_);
    column->addWidget(flowOf({textScale_, mapScale_}, 24));

    connect(layer_, &QComboBox::currentIndexChanged, this, &AttentionPanel::showMatrix);
    connect(head_, &QComboBox::currentIndexChanged, this, &AttentionPanel::showMatrix);
    connect(scaleRows_, &QCheckBox::toggled, map_, &HeatMap::setScaleRows);
    connect(scaleRows_, &QCheckBox::toggled, this, &AttentionPanel::showMatrix);
    connect(zoomIn_, &QToolButton::clicked, this, [this] { map_->zoom(1); });
    connect(zoomOut_, &QToolButton::clicked, this, [this] { map_->zoom(-1); });
    connect(fit_, &QToolButton::clicked, this, [this] { map_->zoom(0); });
    connect(text_, &KeptText::currentChanged, this, [this](int token) {
        map_->setCurrentToken(token);
        showCell();
    });
    connect(map_, &HeatMap::currentChanged, this, [this](int digest, int token) {
        text_->setCurrent(token);
        showCell();
        if (digest >= 0 && table_->currentIndex().row() != digest) {
            const QSignalBlocker guard(table_->selectionModel());
            table_->selectRow(digest);
            table_->viewport()->update();
        }
    });
    connect(
        table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& current) {
            if (current.isValid() && map_->matrix().hasAttention() && current.row() != map_->currentDigest())
                map_->setCurrent(current.row(), map_->matrix().strongest(current.row()));
        });
    retranslate();
}

void AttentionPanel::setReport(std::shared_ptr<const AttentionReport> report)
{
    report_ = std::move(report);
    fillChoices();
    showMatrix();
}

void AttentionPanel::setReconstruction(const std::optional<ReconstructionReport>& report)
{
    text_->setReport(report);
    text_->setCurrent(map_->currentToken());
}

void AttentionPanel::setReading(bool reading)
{
    reading_ = reading;
    text_->setPlaceholder(reading ? tr("Reading the context back from its digests…") : tr("The context was not read back from its digests."));
}

void AttentionPanel::showCell()
{
    QStringList lines{text_->currentText(), report_ && report_->layers > 0 ? map_->currentText() : QString()};
    lines.removeAll(QString());
    cell_->setText(lines.join(QLatin1Char('\n')));
}

void AttentionPanel::fillChoices()
{
    const auto fill = [](QComboBox* box, const QString& mean, const QString& one, std::int64_t count) {
        const QSignalBlocker guard(box);
        const int index = box->currentIndex();
        box->clear();
        box->addItem(mean);
        for (std::int64_t i = 0; i < count; ++i)
            box->addItem(one.arg(i + 1));
        box->setCurrentIndex(index >= 0 && index <= count ? index : 0);
    };
    // A new checkpoint has learned most in its last layer: that is what one wants to see first.
    const bool first = layer_->count() <= 1;
    fill(layer_, tr("Mean of layers"), tr("Layer %1"), report_ ? report_->layers : 0);
    fill(head_, tr("Mean of heads"), tr("Head %1"), report_ ? report_->heads : 0);
    if (first && report_) {
        const QSignalBlocker guard(layer_);
        layer_->setCurrentIndex(int(report_->layers));
    }
    const bool attends = report_ && report_->layers > 0;
    for (QWidget* widget : std::initializer_list<QWidget*>{layerLabel_, layer_, headLabel_, head_, scaleRows_, zoomIn_, zoomOut_, fit_}) {
        widget->setEnabled(attends);
        widget->setVisible(hasAttention());
    }
    map_->setVisible(hasAttention());
    mapScale_->setVisible(hasAttention());
    for (const int column : {int(DigestModel::kTokens), int(DigestModel::kWeight)})
        table_->setColumnHidden(column, report_ && !attends);
}

void AttentionPanel::showMatrix()
{
    AttentionMatrix matrix;
    if (report_)
        matrix = AttentionMatrix::make(report_, layer_->currentIndex() - 1, head_->currentIndex() - 1);
    digests_->setMatrix(matrix);
    map_->setMatrix(std::move(matrix));
    // The last column too: where it does not fit, the table scrolls instead of cutting it.
    for (int i = 0; i <= DigestModel::kNearest; ++i)
        table_->resizeColumnToContents(i);
    if (report_ && report_->layers == 0) {
        cell_->setText(tr("%n vector(s). This compressor has no attention: see the nearest tokens and the reconstruction.", nullptr,
            int(report_->nearest.size())));
        return;
    }
    mapScale_->setTexts(tr("Attention weight"), QLocale().toString(0), scaleRows_->isChecked() ? tr("largest of the row") : QLocale().toString(double(map_->matrix().largest), 'f', 3));
    showCell();
    if (report_ && cell_->text().isEmpty())
        cell_->setText(tr("%1 digests over %2 tokens. Point at a cell, or move with the arrow keys.")
                           .arg(map_->matrix().digests())
                           .arg(map_->matrix().tokens()));
}

void AttentionPanel::retranslate()
{
    layerLabel_->setText(tr("&Layer"));
    headLabel_->setText(tr("&Head"));
    layer_->setAccessibleName(tr("Layer"));
    head_->setAccessibleName(tr("Head"));
    scaleRows_->setText(tr("Normalize each row"));
    scaleRows_->setToolTip(tr("Colour each digest's row up to its own largest weight, not to the largest of all"));
    const auto name = [](QToolButton* button, const QString& text) {
        button->setToolTip(text);
        button->setAccessibleName(text);
    };
    name(zoomIn_, tr("Larger cells (+)"));
    name(zoomOut_, tr("Smaller cells (−)"));
    name(fit_, tr("Fit the width (0)"));
    map_->setAccessibleName(tr("Attention of each digest over the context"));
    table_->setAccessibleName(tr("Digests"));
    text_->setAccessibleName(tr("The context, tinted by what the digests still know"));
    setReading(reading_);
    textScale_->setTexts(tr("Probability when read back"), QLocale().toString(0), QLocale().toString(1));
    textScale_->setToolTip(tr("Of each token, given the right ones before it. Underlined: another token is likelier."));
    digests_->retranslate();
    fillChoices();
    showMatrix();
}

} // namespace icf::ui
