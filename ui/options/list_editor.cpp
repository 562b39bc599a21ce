#include "ui/options/list_editor.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QSignalBlocker>

#include <algorithm>

#include "core/options/option_lists.h"
#include "ui/common/flow_layout.h"
#include "ui/common/parts.h"
#include "ui/options/word_title.h"

namespace icf::ui {

namespace {
constexpr int kBetweenBoxes = 14, kBetweenLines = 4, kBelow = 4; ///< Pixels.
}

ListEditor::ListEditor(const OptionDescription& option, QWidget* parent) : FieldEditor(parent), field_(option.field), bar_(new FlowBar(kBetweenBoxes))
{
    bar_->flow()->setLineSpacing(kBetweenLines);
    // The form's width is not to follow from how long the words are.
    QSizePolicy policy = bar_->sizePolicy();
    policy.setHorizontalPolicy(QSizePolicy::Ignored);
    bar_->setSizePolicy(policy);
    rowIn(this, {0, 0, 0, kBelow})->addWidget(bar_, 1);
    for (const std::string_view word : field_.parts)
        addBox(std::string(word));
    setFocusProxy(bar_);
    bar_->setFocusProxy(boxes_.front().box);
    ListEditor::retranslate();
}

QWidget* ListEditor::control() const
{
    return bar_;
}

void ListEditor::addBox(const std::string& word)
{
    auto* box = new QCheckBox;
    box->setObjectName(QString::fromStdString(std::string(field_.key) + '.' + word));
    connect(box, &QCheckBox::toggled, this, [this, word](bool on) { toggle(word, on); });
    bar_->flow()->addWidget(box);
    boxes_.push_back({word, box});
}

std::size_t ListEditor::placeOf(const std::string& word) const
{
    return std::size_t(std::ranges::find(field_.parts, std::string_view(word)) - field_.parts.begin());
}

void ListEditor::toggle(const std::string& word, bool on)
{
    std::vector<std::string> words = splitList(text_);
    std::erase(words, word);
    if (on)
        words.insert(std::ranges::find_if(words, [&](const std::string& other) { return placeOf(other) > placeOf(word); }), word);
    text_.clear();
    for (const std::string& one : words)
        text_ += (text_.empty() ? "" : ",") + one;
    Q_EMIT edited();
}

void ListEditor::setValue(const OptionValue& value)
{
    text_ = std::get<std::string>(value);
    const std::vector<std::string> words = splitList(text_);
    const auto listed = [&](const std::string& word) { return std::ranges::find(words, word) != words.end(); };
    std::erase_if(boxes_, [&](const Box& each) {
        const bool gone = placeOf(each.word) == field_.parts.size() && !listed(each.word);
        if (gone) {
            each.box->hide();
            each.box->deleteLater();
        }
        return gone;
    });
    for (const std::string& word : words)
        if (std::ranges::find(boxes_, word, &Box::word) == boxes_.end())
            addBox(word);
    for (const Box& each : boxes_) {
        const QSignalBlocker quiet(each.box);
        each.box->setChecked(listed(each.word));
    }
    ListEditor::retranslate();
}

void ListEditor::retranslate()
{
    for (const Box& each : boxes_)
        each.box->setText(wordTitle(field_.key, each.word).replace(QLatin1Char('&'), QStringLiteral("&&")));
}

} // namespace icf::ui
