<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>icf::ui::AnswerColumn</name>
    <message numerus="yes">
        <source>%n word(s) differ from %1</source>
        <translation>
            <numerusform>%n word differs from %1</numerusform>
            <numerusform>%n words differ from %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n word(s) differ from %1, %2 missing</source>
        <translation>
            <numerusform>%n word differs from %1, %2 missing</numerusform>
            <numerusform>%n words differ from %1, %2 missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped at the %n-token limit</source>
        <translation>
            <numerusform>Stopped at the %n-token limit</numerusform>
            <numerusform>Stopped at the %n-token limit</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>chunks of %n token(s)</source>
        <translation>
            <numerusform>chunks of %n token</numerusform>
            <numerusform>chunks of %n tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>icf::ui::AttentionPanel</name>
    <message numerus="yes">
        <source>%n vector(s). This compressor has no attention: see the nearest tokens and the reconstruction.</source>
        <translation>
            <numerusform>%n vector. This compressor has no attention: see the nearest tokens and the reconstruction.</numerusform>
            <numerusform>%n vectors. This compressor has no attention: see the nearest tokens and the reconstruction.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>icf::ui::BenchPage</name>
    <message numerus="yes">
        <source>%n thread(s)</source>
        <translation>
            <numerusform>%n thread</numerusform>
            <numerusform>%n threads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>icf::ui::ComparePage</name>
    <message numerus="yes">
        <source>%n column(s) answered</source>
        <translation>
            <numerusform>%n column answered</numerusform>
            <numerusform>%n columns answered</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n prompt(s) asked</source>
        <translation>
            <numerusform>%n prompt asked</numerusform>
            <numerusform>%n prompts asked</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>icf::ui::ConversationPanel</name>
    <message numerus="yes">
        <source>%n token(s) · %1</source>
        <translation>
            <numerusform>%n token · %1</numerusform>
            <numerusform>%n tokens · %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>icf::ui::CurvePanel</name>
    <message numerus="yes">
        <source>Wrote %n event file(s) to %1</source>
        <translation>
            <numerusform>Wrote %n event file to %1</numerusform>
            <numerusform>Wrote %n event files to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: loss or gradient norm not finite in %n step(s) (%2); such steps leave the weights unchanged.</source>
        <translation>
            <numerusform>%1: loss or gradient norm not finite in %n step (%2); such a step leaves the weights unchanged.</numerusform>
            <numerusform>%1: loss or gradient norm not finite in %n steps (%2); such steps leave the weights unchanged.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mean of %n run(s) ± standard deviation</source>
        <translation>
            <numerusform>Mean of %n run ± standard deviation</numerusform>
            <numerusform>Mean of %n runs ± standard deviation</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>icf::ui::DataPage</name>
    <message numerus="yes">
        <source>%n line(s) cannot be used. The first: line %1, %2</source>
        <translation>
            <numerusform>%n line cannot be used. The first: line %1, %2</numerusform>
            <numerusform>%n lines cannot be used. The first: line %1, %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) in %1</source>
        <translation>
            <numerusform>%n row in %1</numerusform>
            <numerusform>%n rows in %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>icf::ui::FirstBatchView</name>
    <message numerus="yes">
        <source>and %n more row(s)</source>
        <translation>
            <numerusform>and %n more row</numerusform>
            <numerusform>and %n more rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>up to %1 positions in %n processes</source>
        <translation>
            <numerusform>up to %1 positions in %n process</numerusform>
            <numerusform>up to %1 positions in %n processes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>icf::ui::HistoryPanel</name>
    <message numerus="yes">
        <source>%n comparison(s) written to %1</source>
        <translation>
            <numerusform>%n comparison written to %1</numerusform>
            <numerusform>%n comparisons written to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>icf::ui::LengthHistogram</name>
    <message numerus="yes">
        <source>%1 to %2 tokens: %n row(s)</source>
        <translation>
            <numerusform>%1 to %2 tokens: %n row</numerusform>
            <numerusform>%1 to %2 tokens: %n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>icf::ui::LivePanel</name>
    <message numerus="yes">
        <source>%1 samples per epoch, %2 trainable parameters, %3 on %4, %n thread(s)</source>
        <translation>
            <numerusform>%1 samples per epoch, %2 trainable parameters, %3 on %4, %n thread</numerusform>
            <numerusform>%1 samples per epoch, %2 trainable parameters, %3 on %4, %n threads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) skipped because a number was not finite.</source>
        <translation>
            <numerusform>%n step skipped because a number was not finite.</numerusform>
            <numerusform>%n steps skipped because a number was not finite.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The queue is held because you stopped a run: %n run(s) wait.</source>
        <translation>
            <numerusform>The queue is held because you stopped a run: %n run waits.</numerusform>
            <numerusform>The queue is held because you stopped a run: %n runs wait.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>icf::ui::MetricPlot</name>
    <message numerus="yes">
        <source>… %n more</source>
        <translation>
            <numerusform>… %n more</numerusform>
            <numerusform>… %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>mean %1 ± %2
%n run(s)</source>
        <translation>
            <numerusform>mean %1 ± %2
%n run</numerusform>
            <numerusform>mean %1 ± %2
%n runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>icf::ui::ModelTable</name>
    <message numerus="yes">
        <source>%n digest(s)</source>
        <translation>
            <numerusform>%n digest</numerusform>
            <numerusform>%n digests</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>icf::ui::ModelsPage</name>
    <message numerus="yes">
        <source>%n folder(s)</source>
        <translation>
            <numerusform>%n folder</numerusform>
            <numerusform>%n folders</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>icf::ui::PromptSetPanel</name>
    <message numerus="yes">
        <source>%1: %n prompt(s)</source>
        <translation>
            <numerusform>%1: %n prompt</numerusform>
            <numerusform>%1: %n prompts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>icf::ui::ResultsView</name>
    <message numerus="yes">
        <source>after %n question(s)</source>
        <translation>
            <numerusform>after %n question</numerusform>
            <numerusform>after %n questions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>icf::ui::RunsPage</name>
    <message numerus="yes">
        <source>Moved %n run(s) (%1) to the trash.</source>
        <translation>
            <numerusform>Moved %n run (%1) to the trash.</numerusform>
            <numerusform>Moved %n runs (%1) to the trash.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>icf::ui::SettingsPanel</name>
    <message numerus="yes">
        <source>at most %n token(s)</source>
        <translation>
            <numerusform>at most %n token</numerusform>
            <numerusform>at most %n tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>chunks of %n token(s)</source>
        <translation>
            <numerusform>chunks of %n token</numerusform>
            <numerusform>chunks of %n tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>icf::ui::SystemModel</name>
    <message numerus="yes">
        <source>95 % interval over %n run(s)</source>
        <translation>
            <numerusform>95 % interval over %n run</numerusform>
            <numerusform>95 % interval over %n runs</numerusform>
        </translation>
    </message>
</context>
</TS>
