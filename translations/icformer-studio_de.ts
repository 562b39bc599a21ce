<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>ColumnKind</name>
    <message>
        <source>Full context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole context as text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compressed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The compressor&apos;s digests in place of the context.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Second checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The digests of another checkpoint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first tokens of the context, as many as there are digests.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean pooling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Means of the context&apos;s word embeddings, as many as there are digests.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the prompt: what the model answers without reading anything.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last tokens of the context, as many as there are digests.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first and the last tokens, together as many as there are digests.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Random tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens of the context drawn at random, in order, as many as there are digests.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best passages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The passages that match the prompt best (BM25), at most as many tokens as there are digests.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <source>Demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fine-tunes the demo&apos;s start compressor for about a minute on two cores, with held-out questions answered on the way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paper: pre-train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings printed in the paper: AdamW, lr 1e-4, 16 samples a step, norm 2, 9.3k steps, bfloat16, 512 tokens to 128 digests.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The released script differs: 32 samples a step and one epoch instead of a number of steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Script: pre-train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the authors&apos; pre-training script sets: 32 samples a step, norm 2, one epoch, shuffled, lr 1e-4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The paper differs: 16 samples a step, 9.3k steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paper: fine-tune</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings printed in the paper: AdamW, lr 5e-5, 256 samples a step, norm 2, 7.9k steps, bfloat16; start from a pre-trained checkpoint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The released script differs: lr 1e-4, 128 samples a step, norm 1, 3 epochs, sentence averages, 1,024 tokens in chunks of 512, and no checkpoint to start from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Script: fine-tune</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the authors&apos; fine-tuning script sets: lr 1e-4, 128 samples a step, norm 1, 3 epochs, sentence averages, 1,024 tokens in chunks of 512.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The paper differs: lr 5e-5, 256 samples a step, norm 2, 7.9k steps, and it starts from a pre-trained checkpoint; the script names none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smoke test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Three steps of a tiny new compressor: shows in seconds whether model, data and folders work together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of the frozen Llama-family model (Hugging Face layout, with tokenizer.model).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compressor checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of an IC-Former checkpoint. Empty: a new compressor with random weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Precision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number format of the computation. auto: bfloat16 where the processor has it, else float32. The compressor&apos;s trained weights are always kept in float32.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>auto, cpu, cuda, cuda:0 …, or mps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor threads for the computation. 0: one per core.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers of a new compressor; a loaded checkpoint brings its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digest vectors per context (per chunk with chunking) of a new compressor; a loaded checkpoint brings its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vectors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contexts longer than this are cut: pre-training takes a random window, everything else the first tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compress in chunks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cut a long context into equal chunks, compress each and join the digests.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest chunk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest number of context tokens in one chunk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encode with the language model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feed the compressor the language model&apos;s last hidden states instead of word embeddings. Slower; the paper&apos;s main results do not use it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step size of AdamW; constant.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passes over the data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimizer steps after which the run ends, if the epochs do not end it sooner. 0: no limit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples per step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples whose gradients make one optimizer step: what is usually called the batch size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples at a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples computed together. Changes speed and memory, not results.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shuffle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New order in each epoch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed of the initial weights, the order and the random windows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clip gradients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale the gradient down when its norm exceeds the limit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest gradient norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The limit for clipping.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Average over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>token: every label token of a step counts the same; sentence: every sample does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of cross-entropy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fine-tuning loss = alpha · cross-entropy + (1 − alpha) · divergence from the full-context model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training answers are cut to this many tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refuse bad lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop at the first unusable line of the data instead of skipping and counting it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoint every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples between checkpoints, counted in each epoch; one more is written at its end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write optimizer.pt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also write the optimizer&apos;s state for the Python code. Resuming here does not need it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write scheduler.pt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepted for the reference&apos;s command lines. There is no schedule, so nothing is written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoints kept; older ones of this run are removed after a new one is safe. 0: all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>checkpoints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never remove the checkpoint with the lowest validation loss.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held-out jsonl in the format of the training data. Empty: none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validate every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimizer steps between validations. 0: only at the end of each epoch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows used, from the start of the file. 0: all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shown samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation rows for which an answer (or reconstruction) is generated each time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop early after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validations without a better loss after which the run ends. 0: never.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>validations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most tokens to generate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0: always the likeliest token; higher: more random.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sample only from the likeliest tokens that together reach this probability.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top-k</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sample only from this many likeliest tokens. 0: all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sampling seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed of the random choice of tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Task and data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Task</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pretrain: learn to let the model repeat the text; finetune: learn to let it answer about the text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>jsonl: {&quot;text&quot;} for pre-training, {&quot;input&quot;, &quot;prompt&quot;, &quot;answer&quot;} for fine-tuning.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder for checkpoints, curves and the log.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models and device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Generation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>jsonl with {&quot;input&quot;, &quot;prompt&quot;}; the five open-ended prompts of PwC are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of the output file; may hold other things.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the jsonl file with {&quot;input&quot;, &quot;prompt&quot;, &quot;answer&quot;}; replaced whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File whose bytes are the context; nothing is trimmed or cut.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Many contexts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Instead of a text file: jsonl with {&quot;text&quot;} or {&quot;input&quot;}, one context a line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The safetensors file to write, at this very path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin with bos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the bos id in front of the context.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder with the tokenizer.model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the bos id in front.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::AboutDialog</name>
    <message>
        <source>About IC-Former Studio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>IC-Former Studio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A workbench for context compression with the In-Context Former: train a compressor, watch it learn, and compare answers from digests with answers from the full text. Nothing leaves this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Component</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Components</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::AnswerColumn</name>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads no context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads all %1 tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads %1 digests for %2 tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads %1 vectors for %2 tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads %1 of %2 tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waits for its turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answering…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cut at the longest answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digests kept from the last question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same words as %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n word(s) differ from %1</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n word(s) differ from %1, %2 missing</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 tokens/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>KV cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exact match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ROUGE-L</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>BLEU-4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>precision %1, recall %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop this column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer appears here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::ComparisonRun</name>
    <message>
        <source>Choose the second checkpoint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a compressor checkpoint.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::ContextEdit</name>
    <message>
        <source>This text is longer than %1 characters. Use a shorter one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot read %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is larger than %2 bytes. Use a shorter text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a text file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 characters kept; only the beginning and the end are shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring back the text from before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the text</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::FolderPicker</name>
    <message>
        <source>Choose a folder…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::MainWindow</name>
    <message>
        <source>%1 — IC-Former Studio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>IC-Former Studio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look, language, shortcuts, help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About IC-Former Studio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Narrow side bar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::MessageBar</name>
    <message>
        <source>Close the message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::ModelBar</name>
    <message>
        <source>%1 + %2 parameters</source>
        <comment>language model + compressor</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a language model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opens when needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compressor chec&amp;kpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Precision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of the language model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of the compressor checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compressor checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number format of the computation. auto: bfloat16 where the processor has it, else float32.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>auto, cpu, cuda, cuda:0 … or mps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the Models page</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::Runner</name>
    <message>
        <source>Not enough memory. Use smaller contexts or fewer samples at a time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown error in the computation.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::ShortcutsDialog</name>
    <message>
        <source>Everywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter the shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::TokenCounter</name>
    <message>
        <source>Choose a language model to count tokens.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::TokenMeter</name>
    <message>
        <source>Tokens read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>template %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>digests %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vectors %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>context %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>prompt %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
