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
    <name>ComparisonExport</name>
    <message>
        <source>Comparisons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Context (beginning)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 vectors for %2 tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first token %1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 tokens/s</source>
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
        <translation>Demo</translation>
    </message>
    <message>
        <source>Fine-tunes the demo&apos;s start compressor for about a minute on two cores, with held-out questions answered on the way.</source>
        <translation>Stimmt den Anfangskompressor der Demo etwa eine Minute lang auf zwei Kernen fein ab; unterwegs werden zurückgehaltene Fragen beantwortet.</translation>
    </message>
    <message>
        <source>Paper: pre-train</source>
        <translation>Artikel: Vortraining</translation>
    </message>
    <message>
        <source>The settings printed in the paper: AdamW, lr 1e-4, 16 samples a step, norm 2, 9.3k steps, bfloat16, 512 tokens to 128 digests.</source>
        <translation>Die Einstellungen aus dem Artikel: AdamW, lr 1e-4, 16 Beispiele je Schritt, Norm 2, 9,3k Schritte, bfloat16, 512 Token auf 128 Digests.</translation>
    </message>
    <message>
        <source>The released script differs: 32 samples a step and one epoch instead of a number of steps.</source>
        <translation>Das veröffentlichte Skript weicht ab: 32 Beispiele je Schritt und eine Epoche statt einer Schrittzahl.</translation>
    </message>
    <message>
        <source>Script: pre-train</source>
        <translation>Skript: Vortraining</translation>
    </message>
    <message>
        <source>What the authors&apos; pre-training script sets: 32 samples a step, norm 2, one epoch, shuffled, lr 1e-4.</source>
        <translation>Was das Vortrainingsskript der Autoren setzt: 32 Beispiele je Schritt, Norm 2, eine Epoche, gemischt, lr 1e-4.</translation>
    </message>
    <message>
        <source>The paper differs: 16 samples a step, 9.3k steps.</source>
        <translation>Der Artikel weicht ab: 16 Beispiele je Schritt, 9,3k Schritte.</translation>
    </message>
    <message>
        <source>Paper: fine-tune</source>
        <translation>Artikel: Feinabstimmung</translation>
    </message>
    <message>
        <source>The settings printed in the paper: AdamW, lr 5e-5, 256 samples a step, norm 2, 7.9k steps, bfloat16; start from a pre-trained checkpoint.</source>
        <translation>Die Einstellungen aus dem Artikel: AdamW, lr 5e-5, 256 Beispiele je Schritt, Norm 2, 7,9k Schritte, bfloat16; von einem vortrainierten Checkpoint ausgehen.</translation>
    </message>
    <message>
        <source>The released script differs: lr 1e-4, 128 samples a step, norm 1, 3 epochs, sentence averages, 1,024 tokens in chunks of 512, and no checkpoint to start from.</source>
        <translation>Das veröffentlichte Skript weicht ab: lr 1e-4, 128 Beispiele je Schritt, Norm 1, 3 Epochen, Mittel je Beispiel, 1.024 Token in Stücken von 512, kein Checkpoint als Anfang.</translation>
    </message>
    <message>
        <source>Script: fine-tune</source>
        <translation>Skript: Feinabstimmung</translation>
    </message>
    <message>
        <source>What the authors&apos; fine-tuning script sets: lr 1e-4, 128 samples a step, norm 1, 3 epochs, sentence averages, 1,024 tokens in chunks of 512.</source>
        <translation>Was das Feinabstimmungsskript der Autoren setzt: lr 1e-4, 128 Beispiele je Schritt, Norm 1, 3 Epochen, Mittel je Beispiel, 1.024 Token in Stücken von 512.</translation>
    </message>
    <message>
        <source>The paper differs: lr 5e-5, 256 samples a step, norm 2, 7.9k steps, and it starts from a pre-trained checkpoint; the script names none.</source>
        <translation>Der Artikel weicht ab: lr 5e-5, 256 Beispiele je Schritt, Norm 2, 7,9k Schritte, und er geht von einem vortrainierten Checkpoint aus; das Skript nennt keinen.</translation>
    </message>
    <message>
        <source>Smoke test</source>
        <translation>Schnelltest</translation>
    </message>
    <message>
        <source>Three steps of a tiny new compressor: shows in seconds whether model, data and folders work together.</source>
        <translation>Drei Schritte eines winzigen neuen Kompressors: zeigt in Sekunden, ob Modell, Daten und Ordner zusammenpassen.</translation>
    </message>
    <message>
        <source>Language model</source>
        <translation>Sprachmodell</translation>
    </message>
    <message>
        <source>Folder of the frozen Llama-family model (Hugging Face layout, with tokenizer.model).</source>
        <translation>Ordner des eingefrorenen Modells der Llama-Familie (Aufbau wie bei Hugging Face, mit tokenizer.model).</translation>
    </message>
    <message>
        <source>Compressor checkpoint</source>
        <translation>Kompressor-Checkpoint</translation>
    </message>
    <message>
        <source>Folder of an IC-Former checkpoint. Empty: a new compressor with random weights.</source>
        <translation>Ordner eines IC-Former-Checkpoints. Leer: ein neuer Kompressor mit zufälligen Gewichten.</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Number format of the computation. auto: bfloat16 where the processor has it, else float32. The compressor&apos;s trained weights are always kept in float32.</source>
        <translation>Zahlenformat der Rechnung. auto: bfloat16, wo der Prozessor es hat, sonst float32. Die trainierten Gewichte des Kompressors bleiben immer in float32.</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>auto, cpu, cuda, cuda:0 …, or mps.</source>
        <translation>auto, cpu, cuda, cuda:0 … oder mps.</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Processor threads for the computation. 0: one per core.</source>
        <translation>Prozessor-Threads für die Rechnung. 0: einer je Kern.</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Layers of a new compressor; a loaded checkpoint brings its own.</source>
        <translation>Schichten eines neuen Kompressors; ein geladener Checkpoint bringt seine eigenen mit.</translation>
    </message>
    <message>
        <source>Digests</source>
        <translation>Digests</translation>
    </message>
    <message>
        <source>Digest vectors per context (per chunk with chunking) of a new compressor; a loaded checkpoint brings its own.</source>
        <translation>Digest-Vektoren je Kontext (bei Stückelung je Stück) eines neuen Kompressors; ein geladener Checkpoint bringt seine eigenen mit.</translation>
    </message>
    <message>
        <source>vectors</source>
        <translation>Vektoren</translation>
    </message>
    <message>
        <source>Longest context</source>
        <translation>Längster Kontext</translation>
    </message>
    <message>
        <source>Contexts longer than this are cut: pre-training takes a random window, everything else the first tokens.</source>
        <translation>Längere Kontexte werden gekürzt: das Vortraining nimmt ein zufälliges Fenster, alles andere die ersten Token.</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Compress in chunks</source>
        <translation>In Stücken komprimieren</translation>
    </message>
    <message>
        <source>Cut a long context into equal chunks, compress each and join the digests.</source>
        <translation>Einen langen Kontext in gleiche Stücke schneiden, jedes komprimieren und die Digests aneinanderfügen.</translation>
    </message>
    <message>
        <source>Longest chunk</source>
        <translation>Längstes Stück</translation>
    </message>
    <message>
        <source>Largest number of context tokens in one chunk.</source>
        <translation>Größte Zahl von Kontext-Token in einem Stück.</translation>
    </message>
    <message>
        <source>Encode with the language model</source>
        <translation>Mit dem Sprachmodell kodieren</translation>
    </message>
    <message>
        <source>Feed the compressor the language model&apos;s last hidden states instead of word embeddings. Slower; the paper&apos;s main results do not use it.</source>
        <translation>Dem Kompressor die letzten verborgenen Zustände des Sprachmodells statt der Wort-Einbettungen geben. Langsamer; die Hauptergebnisse des Artikels nutzen es nicht.</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Step size of AdamW; constant.</source>
        <translation>Schrittweite von AdamW; gleichbleibend.</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Passes over the data.</source>
        <translation>Durchgänge durch die Daten.</translation>
    </message>
    <message>
        <source>Stop after</source>
        <translation>Aufhören nach</translation>
    </message>
    <message>
        <source>Optimizer steps after which the run ends, if the epochs do not end it sooner. 0: no limit.</source>
        <translation>Optimierungsschritte, nach denen der Lauf endet, wenn die Epochen ihn nicht früher beenden. 0: keine Grenze.</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Samples per step</source>
        <translation>Beispiele je Schritt</translation>
    </message>
    <message>
        <source>Samples whose gradients make one optimizer step: what is usually called the batch size.</source>
        <translation>Beispiele, deren Gradienten einen Optimierungsschritt ergeben: was sonst Batch-Größe heißt.</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>Samples at a time</source>
        <translation>Beispiele auf einmal</translation>
    </message>
    <message>
        <source>Samples computed together. Changes speed and memory, not results.</source>
        <translation>Beispiele, die zusammen gerechnet werden. Ändert Tempo und Speicher, nicht die Ergebnisse.</translation>
    </message>
    <message>
        <source>Shuffle</source>
        <translation>Mischen</translation>
    </message>
    <message>
        <source>New order in each epoch.</source>
        <translation>Neue Reihenfolge in jeder Epoche.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Seed of the initial weights, the order and the random windows.</source>
        <translation>Startwert der Anfangsgewichte, der Reihenfolge und der zufälligen Fenster.</translation>
    </message>
    <message>
        <source>Clip gradients</source>
        <translation>Gradienten begrenzen</translation>
    </message>
    <message>
        <source>Scale the gradient down when its norm exceeds the limit.</source>
        <translation>Den Gradienten verkleinern, wenn seine Norm die Grenze überschreitet.</translation>
    </message>
    <message>
        <source>Largest gradient norm</source>
        <translation>Größte Gradientennorm</translation>
    </message>
    <message>
        <source>The limit for clipping.</source>
        <translation>Die Grenze dafür.</translation>
    </message>
    <message>
        <source>Average over</source>
        <translation>Mitteln über</translation>
    </message>
    <message>
        <source>token: every label token of a step counts the same; sentence: every sample does.</source>
        <translation>token: jedes Ziel-Token eines Schritts zählt gleich; sentence: jedes Beispiel.</translation>
    </message>
    <message>
        <source>Weight of cross-entropy</source>
        <translation>Gewicht der Kreuzentropie</translation>
    </message>
    <message>
        <source>Fine-tuning loss = alpha · cross-entropy + (1 − alpha) · divergence from the full-context model.</source>
        <translation>Verlust der Feinabstimmung = alpha · Kreuzentropie + (1 − alpha) · Abweichung vom Modell mit vollem Kontext.</translation>
    </message>
    <message>
        <source>Longest answer</source>
        <translation>Längste Antwort</translation>
    </message>
    <message>
        <source>Training answers are cut to this many tokens.</source>
        <translation>Antworten im Training werden auf so viele Token gekürzt.</translation>
    </message>
    <message>
        <source>Refuse bad lines</source>
        <translation>Schlechte Zeilen ablehnen</translation>
    </message>
    <message>
        <source>Stop at the first unusable line of the data instead of skipping and counting it.</source>
        <translation>Bei der ersten unbrauchbaren Zeile der Daten anhalten, statt sie zu überspringen und zu zählen.</translation>
    </message>
    <message>
        <source>Checkpoint every</source>
        <translation>Checkpoint alle</translation>
    </message>
    <message>
        <source>Samples between checkpoints, counted in each epoch; one more is written at its end.</source>
        <translation>Beispiele zwischen Checkpoints, in jeder Epoche gezählt; an ihrem Ende wird noch einer geschrieben.</translation>
    </message>
    <message>
        <source>Write optimizer.pt</source>
        <translation>optimizer.pt schreiben</translation>
    </message>
    <message>
        <source>Also write the optimizer&apos;s state for the Python code. Resuming here does not need it.</source>
        <translation>Auch den Zustand des Optimierers für den Python-Code schreiben. Das Fortsetzen hier braucht ihn nicht.</translation>
    </message>
    <message>
        <source>Write scheduler.pt</source>
        <translation>scheduler.pt schreiben</translation>
    </message>
    <message>
        <source>Accepted for the reference&apos;s command lines. There is no schedule, so nothing is written.</source>
        <translation>Wird für die Befehlszeilen der Referenz angenommen. Es gibt keinen Zeitplan, also wird nichts geschrieben.</translation>
    </message>
    <message>
        <source>Keep the last</source>
        <translation>Die letzten behalten</translation>
    </message>
    <message>
        <source>Checkpoints kept; older ones of this run are removed after a new one is safe. 0: all.</source>
        <translation>Zahl der behaltenen Checkpoints; ältere dieses Laufs werden entfernt, wenn ein neuer sicher ist. 0: alle.</translation>
    </message>
    <message>
        <source>checkpoints</source>
        <translation>Checkpoints</translation>
    </message>
    <message>
        <source>Keep the best</source>
        <translation>Den besten behalten</translation>
    </message>
    <message>
        <source>Never remove the checkpoint with the lowest validation loss.</source>
        <translation>Den Checkpoint mit dem kleinsten Validierungsverlust nie entfernen.</translation>
    </message>
    <message>
        <source>Validation data</source>
        <translation>Validierungsdaten</translation>
    </message>
    <message>
        <source>Held-out jsonl in the format of the training data. Empty: none.</source>
        <translation>Zurückgehaltenes jsonl im Format der Trainingsdaten. Leer: keines.</translation>
    </message>
    <message>
        <source>Validate every</source>
        <translation>Validieren alle</translation>
    </message>
    <message>
        <source>Optimizer steps between validations. 0: only at the end of each epoch.</source>
        <translation>Optimierungsschritte zwischen Validierungen. 0: nur am Ende jeder Epoche.</translation>
    </message>
    <message>
        <source>Validation rows</source>
        <translation>Validierungszeilen</translation>
    </message>
    <message>
        <source>Rows used, from the start of the file. 0: all.</source>
        <translation>Benutzte Zeilen, vom Anfang der Datei an. 0: alle.</translation>
    </message>
    <message>
        <source>Shown samples</source>
        <translation>Gezeigte Beispiele</translation>
    </message>
    <message>
        <source>Validation rows for which an answer (or reconstruction) is generated each time.</source>
        <translation>Validierungszeilen, für die jedes Mal eine Antwort (oder Wiederherstellung) erzeugt wird.</translation>
    </message>
    <message>
        <source>Stop early after</source>
        <translation>Früh aufhören nach</translation>
    </message>
    <message>
        <source>Validations without a better loss after which the run ends. 0: never.</source>
        <translation>Validierungen ohne besseren Verlust, nach denen der Lauf endet. 0: nie.</translation>
    </message>
    <message>
        <source>validations</source>
        <translation>Validierungen</translation>
    </message>
    <message>
        <source>Most tokens to generate.</source>
        <translation>Höchstzahl erzeugter Token.</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>0: always the likeliest token; higher: more random.</source>
        <translation>0: immer das wahrscheinlichste Token; höher: zufälliger.</translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>Sample only from the likeliest tokens that together reach this probability.</source>
        <translation>Nur aus den wahrscheinlichsten Token ziehen, die zusammen diese Wahrscheinlichkeit erreichen.</translation>
    </message>
    <message>
        <source>Top-k</source>
        <translation>Top-k</translation>
    </message>
    <message>
        <source>Sample only from this many likeliest tokens. 0: all.</source>
        <translation>Nur aus so vielen wahrscheinlichsten Token ziehen. 0: aus allen.</translation>
    </message>
    <message>
        <source>Sampling seed</source>
        <translation>Startwert der Auswahl</translation>
    </message>
    <message>
        <source>Seed of the random choice of tokens.</source>
        <translation>Startwert der zufälligen Auswahl der Token.</translation>
    </message>
    <message>
        <source>Task and data</source>
        <translation>Aufgabe und Daten</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>pretrain: learn to let the model repeat the text; finetune: learn to let it answer about the text.</source>
        <translation>pretrain: lernen, das Modell den Text wiederholen zu lassen; finetune: lernen, es Fragen zum Text beantworten zu lassen.</translation>
    </message>
    <message>
        <source>Training data</source>
        <translation>Trainingsdaten</translation>
    </message>
    <message>
        <source>jsonl: {&quot;text&quot;} for pre-training, {&quot;input&quot;, &quot;prompt&quot;, &quot;answer&quot;} for fine-tuning.</source>
        <translation>jsonl: {&quot;text&quot;} für das Vortraining, {&quot;input&quot;, &quot;prompt&quot;, &quot;answer&quot;} für die Feinabstimmung.</translation>
    </message>
    <message>
        <source>Run folder</source>
        <translation>Laufordner</translation>
    </message>
    <message>
        <source>Folder for checkpoints, curves and the log.</source>
        <translation>Ordner für Checkpoints, Kurven und das Protokoll.</translation>
    </message>
    <message>
        <source>Models and device</source>
        <translation>Modelle und Gerät</translation>
    </message>
    <message>
        <source>Compression</source>
        <translation>Kompression</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>Checkpoints</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Generation</source>
        <translation>Erzeugung</translation>
    </message>
    <message>
        <source>Test data</source>
        <translation>Testdaten</translation>
    </message>
    <message>
        <source>jsonl with {&quot;input&quot;, &quot;prompt&quot;}; the five open-ended prompts of PwC are left out.</source>
        <translation>jsonl mit {&quot;input&quot;, &quot;prompt&quot;}; die fünf offenen Prompts von PwC werden ausgelassen.</translation>
    </message>
    <message>
        <source>Output folder</source>
        <translation>Ausgabeordner</translation>
    </message>
    <message>
        <source>Folder of the output file; may hold other things.</source>
        <translation>Ordner der Ausgabedatei; darf anderes enthalten.</translation>
    </message>
    <message>
        <source>Output file</source>
        <translation>Ausgabedatei</translation>
    </message>
    <message>
        <source>Name of the jsonl file with {&quot;input&quot;, &quot;prompt&quot;, &quot;answer&quot;}; replaced whole.</source>
        <translation>Name der jsonl-Datei mit {&quot;input&quot;, &quot;prompt&quot;, &quot;answer&quot;}; wird als Ganzes ersetzt.</translation>
    </message>
    <message>
        <source>Text file</source>
        <translation>Textdatei</translation>
    </message>
    <message>
        <source>File whose bytes are the context; nothing is trimmed or cut.</source>
        <translation>Datei, deren Bytes der Kontext sind; nichts wird beschnitten.</translation>
    </message>
    <message>
        <source>Many contexts</source>
        <translation>Viele Kontexte</translation>
    </message>
    <message>
        <source>Instead of a text file: jsonl with {&quot;text&quot;} or {&quot;input&quot;}, one context a line.</source>
        <translation>Statt einer Textdatei: jsonl mit {&quot;text&quot;} oder {&quot;input&quot;}, ein Kontext je Zeile.</translation>
    </message>
    <message>
        <source>The safetensors file to write, at this very path.</source>
        <translation>Die safetensors-Datei, die geschrieben wird, genau an diesem Pfad.</translation>
    </message>
    <message>
        <source>Begin with bos</source>
        <translation>Mit bos beginnen</translation>
    </message>
    <message>
        <source>Put the bos id in front of the context.</source>
        <translation>Die bos-Kennung vor den Kontext setzen.</translation>
    </message>
    <message>
        <source>Folder with the tokenizer.model.</source>
        <translation>Ordner mit tokenizer.model.</translation>
    </message>
    <message>
        <source>Put the bos id in front.</source>
        <translation>Die bos-Kennung voranstellen.</translation>
    </message>
    <message>
        <source>Compressor, forward</source>
        <translation>Kompressor, vorwärts</translation>
    </message>
    <message>
        <source>Language model, forward</source>
        <translation>Sprachmodell, vorwärts</translation>
    </message>
    <message>
        <source>Language model, backward</source>
        <translation>Sprachmodell, rückwärts</translation>
    </message>
    <message>
        <source>Compressor, backward</source>
        <translation>Kompressor, rückwärts</translation>
    </message>
    <message>
        <source>Full-context teacher</source>
        <translation>Lehrer mit vollem Kontext</translation>
    </message>
    <message>
        <source>Encoding by the language model</source>
        <translation>Kodierung durch das Sprachmodell</translation>
    </message>
    <message>
        <source>Compressor</source>
        <translation>Kompressor</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>Gradienten</translation>
    </message>
    <message>
        <source>Optimizer moments</source>
        <translation>Momente des Optimierers</translation>
    </message>
    <message>
        <source>Activations, language model</source>
        <translation>Aktivierungen, Sprachmodell</translation>
    </message>
    <message>
        <source>Activations, compressor</source>
        <translation>Aktivierungen, Kompressor</translation>
    </message>
    <message>
        <source>Vocabulary scores</source>
        <translation>Vokabularwerte</translation>
    </message>
    <message>
        <source>Compressor, copy for computing</source>
        <translation>Kompressor, Kopie zum Rechnen</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>Comma-separated: qa, autoencode, ladder, needle, keyvalue, cost.</source>
        <translation>Durch Kommas getrennt: qa, autoencode, ladder, needle, keyvalue, cost.</translation>
    </message>
    <message>
        <source>Systems</source>
        <translation>Systeme</translation>
    </message>
    <message>
        <source>Comma-separated: compressed, full, none, truncated_first, truncated_last, truncated_ends, random_tokens, mean_pooled, retrieved, other_row (the digests of another row).</source>
        <translation>Durch Kommas getrennt: compressed, full, none, truncated_first, truncated_last, truncated_ends, random_tokens, mean_pooled, retrieved, other_row (die Digests einer anderen Zeile).</translation>
    </message>
    <message>
        <source>More checkpoints</source>
        <translation>Weitere Checkpoints</translation>
    </message>
    <message>
        <source>Comma-separated folders of further compressors, compared with the first.</source>
        <translation>Durch Kommas getrennte Ordner weiterer Kompressoren, die mit dem ersten verglichen werden.</translation>
    </message>
    <message>
        <source>Average checkpoints</source>
        <translation>Checkpoints mitteln</translation>
    </message>
    <message>
        <source>Treat the checkpoints as repetitions (seeds) of one system: mean and interval instead of one row each.</source>
        <translation>Die Checkpoints als Wiederholungen (Startwerte) eines Systems behandeln: Mittel und Intervall statt je einer Zeile.</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>Startwerte</translation>
    </message>
    <message>
        <source>Comma-separated seeds of the drawn rows, the random baselines and the needles.</source>
        <translation>Durch Kommas getrennte Startwerte der gezogenen Zeilen, der zufälligen Vergleichssysteme und der Nadeln.</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Usable rows of the data to evaluate on. 0: all.</source>
        <translation>Brauchbare Zeilen der Daten, auf denen ausgewertet wird. 0: alle.</translation>
    </message>
    <message>
        <source>Choice of rows</source>
        <translation>Auswahl der Zeilen</translation>
    </message>
    <message>
        <source>first: from the start of the file; random: drawn with the seed.</source>
        <translation>first: vom Anfang der Datei an; random: mit dem Startwert gezogen.</translation>
    </message>
    <message>
        <source>Open prompts too</source>
        <translation>Auch offene Prompts</translation>
    </message>
    <message>
        <source>Keep the five open-ended prompts of PwC (summary, title, …), which the reference leaves out of tests.</source>
        <translation>Die fünf offenen Prompts von PwC (Zusammenfassung, Titel, …) behalten, die die Referenz in Tests auslässt.</translation>
    </message>
    <message>
        <source>Context lengths</source>
        <translation>Kontextlängen</translation>
    </message>
    <message>
        <source>Comma-separated lengths that autoencode and ladder cut contexts to; shorter contexts are left out. 0: whole contexts.</source>
        <translation>Durch Kommas getrennte Längen, auf die autoencode und ladder Kontexte kürzen; kürzere Kontexte werden ausgelassen. 0: ganze Kontexte.</translation>
    </message>
    <message>
        <source>Needle: lengths</source>
        <translation>Nadel: Längen</translation>
    </message>
    <message>
        <source>Comma-separated context lengths of needle and keyvalue.</source>
        <translation>Durch Kommas getrennte Kontextlängen von needle und keyvalue.</translation>
    </message>
    <message>
        <source>Needle: depths</source>
        <translation>Nadel: Tiefen</translation>
    </message>
    <message>
        <source>Comma-separated places of the fact, from 0 (start) to 1 (end).</source>
        <translation>Durch Kommas getrennte Stellen der Tatsache, von 0 (Anfang) bis 1 (Ende).</translation>
    </message>
    <message>
        <source>Needle: ratios</source>
        <translation>Nadel: Verhältnisse</translation>
    </message>
    <message>
        <source>Comma-separated compression ratios, reached by the length of the chunks. Empty: the chunks set below.</source>
        <translation>Durch Kommas getrennte Kompressionsverhältnisse, erreicht durch die Länge der Stücke. Leer: die unten gesetzten Stücke.</translation>
    </message>
    <message>
        <source>Needle: samples</source>
        <translation>Nadel: Beispiele</translation>
    </message>
    <message>
        <source>Samples for each length, depth and ratio.</source>
        <translation>Beispiele für jede Länge, Tiefe und jedes Verhältnis.</translation>
    </message>
    <message>
        <source>Needle: fact</source>
        <translation>Nadel: Tatsache</translation>
    </message>
    <message>
        <source>The hidden sentence; {key} and {value} are replaced by a name and a number.</source>
        <translation>Der versteckte Satz; {key} und {value} werden durch einen Namen und eine Zahl ersetzt.</translation>
    </message>
    <message>
        <source>Needle: question</source>
        <translation>Nadel: Frage</translation>
    </message>
    <message>
        <source>The prompt that asks for the value.</source>
        <translation>Der Prompt, der nach dem Wert fragt.</translation>
    </message>
    <message>
        <source>Needle: answer</source>
        <translation>Nadel: Antwort</translation>
    </message>
    <message>
        <source>The answer expected; a right one has to hold the value as a word.</source>
        <translation>Die erwartete Antwort; eine richtige muss den Wert als Wort enthalten.</translation>
    </message>
    <message>
        <source>jsonl with {&quot;input&quot;, &quot;prompt&quot;, &quot;answer&quot;} for qa; {&quot;text&quot;} or {&quot;input&quot;} for the other tasks.</source>
        <translation>jsonl mit {&quot;input&quot;, &quot;prompt&quot;, &quot;answer&quot;} für qa; {&quot;text&quot;} oder {&quot;input&quot;} für die anderen Aufgaben.</translation>
    </message>
    <message>
        <source>Results folder</source>
        <translation>Ergebnisordner</translation>
    </message>
    <message>
        <source>Folder of the results. An interrupted evaluation with the same settings goes on where it stopped.</source>
        <translation>Ordner der Ergebnisse. Eine unterbrochene Auswertung mit denselben Einstellungen geht dort weiter, wo sie aufhörte.</translation>
    </message>
    <message>
        <source>Replace results</source>
        <translation>Ergebnisse ersetzen</translation>
    </message>
    <message>
        <source>Start anew where the folder holds another evaluation.</source>
        <translation>Neu beginnen, wo der Ordner eine andere Auswertung enthält.</translation>
    </message>
    <message>
        <source>Bootstrap resamples</source>
        <translation>Bootstrap-Ziehungen</translation>
    </message>
    <message>
        <source>Resamples of the paired bootstrap between two systems.</source>
        <translation>Ziehungen des gepaarten Bootstraps zwischen zwei Systemen.</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Cost: lengths</source>
        <translation>Kosten: Längen</translation>
    </message>
    <message>
        <source>Comma-separated context lengths of the cost task.</source>
        <translation>Durch Kommas getrennte Kontextlängen der Aufgabe cost.</translation>
    </message>
    <message>
        <source>Cost: repetitions</source>
        <translation>Kosten: Wiederholungen</translation>
    </message>
    <message>
        <source>Timed repetitions after one to warm up; the median is given.</source>
        <translation>Gemessene Wiederholungen nach einer zum Aufwärmen; angegeben wird der Median.</translation>
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
    <name>icf::ui::AccuracyPlot</name>
    <message>
        <source>Position in the context (tokens)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>probability of the right token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its mean over 7 tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>free-running right, mean over 7 tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy by position</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table of the reconstruction holds the same values.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::AnswerBoard</name>
    <message>
        <source>the reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the full-context answer</source>
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
    <name>icf::ui::AttentionPanel</name>
    <message>
        <source>Mean of layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean of heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Head %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 digests over %2 tokens. Point at a cell, or move with the arrow keys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Head</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Head</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale each digest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour each row up to its own largest weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger cells (+)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller cells (−)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit the width (0)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attention of each digest over the context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digests</source>
        <translation>Digests</translation>
    </message>
</context>
<context>
    <name>icf::ui::ColumnChooser</name>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::ComparePage</name>
    <message>
        <source>Folder of the second checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Second checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop all columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show earlier comparisons (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask every column, one after the other (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop all columns (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings, the same for every column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark words that differ from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>full-context answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reference answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide which of two columns is which until you have rated the answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which answer is better?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both alike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both bad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask one question of the compressed and the full context, side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a language model first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose at least one column.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a prompt first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste a context first, or choose only the column without one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n column(s) answered</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Rating kept in the history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder of a language model above, or look for one on the Models page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A comparison is running. Stop it before you open another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history kept only the beginning of this context; asking again would ask about less text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These answers came from %1 with %2; other models are chosen above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no compressor</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::ComparisonHistory</name>
    <message>
        <source>The history could not be written to %1: %2</source>
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
    <name>icf::ui::ConfigPanel</name>
    <message>
        <source>Cannot start:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a preset…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>preset %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved the preset %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moved the preset %1 to the trash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reset to the defaults</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>import of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrote %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied the command line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Configure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo the last edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo the edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the command line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own presets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as preset…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete this preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset to the defaults</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find an option</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the advanced options too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only what differs from the preset, the defaults or the duplicated run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same run on the command line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start this run, or queue it while another one trains (Ctrl+Return)</source>
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
    <name>icf::ui::CurvePanel</name>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Tokens per second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1
Click to hide or show.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>   validation %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No values yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latest value: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: the loss or the gradient norm is no number from step %2 on; such steps leave the weights unchanged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export as PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export as PNG</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PNG (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrote %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export as CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied the curves as a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Horizontal axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the horizontal axis counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Factor of the moving average (without the start&apos;s bias); 0 shows the values only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>log x</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>log y</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logarithmic horizontal axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logarithmic vertical axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave outliers out of the range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the rarest 1 % at each end out of the range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep everything in view while points arrive. Drag to pan, wheel to zoom (Ctrl: vertical only), Shift+drag to zoom into a box, click to pin the values, double click to fit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values as a table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export or copy the curves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PNG picture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV, all points…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV, visible points…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curve: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::CurveTableDialog</name>
    <message>
        <source>Values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values of the curves</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::CurveTableModel</name>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Tokens per second</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::DataPage</name>
    <message>
        <source>Fields</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usable rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dropped: duplicates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exact copies of an earlier text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dropped: language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contexts with Chinese, Japanese or full-width characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dropped: open prompts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The five open-ended prompts that test reading leaves out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skipped: unusable lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Context lengths</source>
        <translation>Kontextlängen</translation>
    </message>
    <message>
        <source>counting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>need a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lengths of rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evenly spaced rows of the data set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shortest context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Median context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>95 % are at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest context</source>
        <translation>Längster Kontext</translation>
    </message>
    <message>
        <source>&amp;Data set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A jsonl file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read &amp;as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it looks like</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts (Pile)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Questions (PwC)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test questions (PwC)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts drop exact duplicates; questions drop some languages; test questions also drop five open-ended prompts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a jsonl, or drop one here: {&quot;text&quot;} or {&quot;input&quot;, &quot;prompt&quot;, &quot;answer&quot;} on each line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the demo&apos;s test questions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>The chosen row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find in rows (Enter: next)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find in rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask this row&apos;s question on the Compare page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at this context on the Inspect page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look into a jsonl: counts, lengths, rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a data set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data sets (*.jsonl *.json);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) cannot be used. The first: line %1, %2</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) in %1</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Lengths could not be counted: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No row has “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row %1, line %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows %1 to %2 of %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::DifferenceModel</name>
    <message>
        <source>Option</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Default</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::DigestModel</name>
    <message>
        <source>Number of the digest over all chunks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chunk of the context that the digest stands for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chunk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Context tokens with the largest weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attends to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vocabulary tokens with the largest dot product with the digest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nearest tokens</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::FactsView</name>
    <message>
        <source>Choose a language model to see ratio, parameters and memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 with the template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in %2 chunks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2 % of the model)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about %1; measured %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Context tokens per digest; then the same with template and marker counted on both sides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digests</source>
        <translation>Digests</translation>
    </message>
    <message>
        <source>Trainable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work per sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operations, forward and backward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimate by part: rest the pointer on the figure</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::FieldEditor</name>
    <message>
        <source>Not a whole number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Must be at least %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Must be between %1 and %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON lines (*.jsonl *.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
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
    <name>icf::ui::GlossView</name>
    <message>
        <source>Token %1: %2, teacher-forced %3, probability %4, free-running %5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>original</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>forced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put in by free running: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token %1 of %2, chunk %3
Probability of the right token: %4</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::HeatMap</name>
    <message>
        <source>Digest %1 (chunk %2), token %3 “%4”: %5</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::HistoryPanel</name>
    <message>
        <source>Export comparisons</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n comparison(s) written to %1</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Cannot write %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing matches the search.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparisons you make are kept here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search prompts, contexts, answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier comparisons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the selected comparisons from the history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the listed comparisons to a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTML page…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::InspectPage</name>
    <message>
        <source>%1 tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See what each digest attends to and what can be read back from it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a compressor checkpoint first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste a context first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste a context and press Inspect: the attention of every digest and the reconstruction appear here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder of a language model above, or look for one on the Models page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste a text, or drop a file here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compress in chunks</source>
        <translation>In Stücken komprimieren</translation>
    </message>
    <message>
        <source>Cut a long context into equal chunks, compress each and join the digests.</source>
        <translation>Einen langen Kontext in gleiche Stücke schneiden, jedes komprimieren und die Digests aneinanderfügen.</translation>
    </message>
    <message>
        <source>Longest chunk</source>
        <translation>Längstes Stück</translation>
    </message>
    <message>
        <source> tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill in an example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A held-out text of the demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compress the context and look inside (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reconstruction</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::LengthHistogram</name>
    <message>
        <source>Shortest %1, median %2, longest %3 tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 to %2 tokens: %n row(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Context length (tokens)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Rows by context length</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::LivePanel</name>
    <message>
        <source>Step %1: validation loss %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrote %1 (step %2, %3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 samples per epoch, %2 trainable parameters, %3 on %4, %n thread(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Resumed after step %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out: %1 duplicates, %2 rows for their language, %3 unusable lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished: %1 steps in %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped after %1 steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peak memory %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) skipped because a number was not finite.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No checkpoint was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>error: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>warning: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train a compressor, watch it learn, compare the answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An In-Context Former turns a long text into a few digest vectors that a frozen language model reads in place of the text. Set up a run on the left and press Start: loss, gradient norm and held-out answers appear here while it trains.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The demo brings its own small language model and data: about a minute of training on two cores.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held-out answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue of runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take out of the queue</source>
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
    <name>icf::ui::MetricPlot</name>
    <message>
        <source>step %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>… %n more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (average %2)</source>
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
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Folder of the language model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language model</source>
        <translation>Sprachmodell</translation>
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
        <translation>Kompressor-Checkpoint</translation>
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
    <name>icf::ui::ModelTable</name>
    <message>
        <source>Language model</source>
        <translation>Sprachmodell</translation>
    </message>
    <message>
        <source>Compressor</source>
        <translation>Kompressor</translation>
    </message>
    <message>
        <source>not usable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n digest(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>vocab %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Vocab or digests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With the chosen model</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::ModelsPage</name>
    <message>
        <source>Add a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List the models and checkpoints below a folder; nothing is copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folders that are looked through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter the folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models and checkpoints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model found. Add the folder of a Llama model (Hugging Face layout, with tokenizer.model) or of an IC-Former checkpoint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder to see what it holds and what it fits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use as the language model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use as the compressor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare with it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspect it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A folder with models or checkpoints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model and checkpoint folders, and which fit together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take out %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key/value heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Intermediate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vocab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digests per chunk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokenizer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fine-tuned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes (param.pt holds FT)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no: pre-trained only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fits %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does not fit %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a language model to see whether this compressor fits it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 fits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not fit: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No compressor is listed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>icf::ui::OptionForm</name>
    <message>
        <source>change of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::OptionRow</name>
    <message>
        <source>From %1 to %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed; before: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::QuestionForm</name>
    <message>
        <source>%1 tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>counting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reference answer (optional)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill in an example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A held-out text and question of the demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste a text, or drop a file here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text that the model is asked about</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask something about the text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The question, without a template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers are scored against it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference answer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::QueueModel</name>
    <message>
        <source>pre-train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fine-tune</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopping, saving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped, saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::ReconstructionModel</name>
    <message>
        <source>Position</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chunk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Original</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Teacher-forced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Probability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free-running</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::ReconstructionPanel</name>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 tokens · loss %2 per token · teacher-forced %3 right · free-running %4 right · %5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not exact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As a table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the tokens as a table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Original, teacher-forced and free-running text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reconstruction, token by token</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::RowModel</name>
    <message>
        <source>Line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::RunDetails</name>
    <message>
        <source>%1 (best validation)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held-out answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>Checkpoints</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Options that differ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags, separated by commas</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::RunHeader</name>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loading data and models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopping, writing a checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epoch %1 of %2: %3 of %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step %1: %2 % of the label tokens right under teacher forcing, %3 rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elapsed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop and save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a checkpoint, then end the run (Ctrl+.)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the run at once; work since the last checkpoint is lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a checkpoint now and go on (Ctrl+K)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold or go on with the training (Ctrl+P)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the run&apos;s folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the epoch</source>
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
    <name>icf::ui::RunsModel</name>
    <message>
        <source>training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pre-train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fine-tune</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::RunsPage</name>
    <message>
        <source>Runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All runs of this computer: curves, options, checkpoints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List the runs of a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Moved %n run(s) (%1) to the trash.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Find runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Archived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show archived runs too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No runs yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A run is a folder with its settings, curves, answers and checkpoints. Runs started here or on the command line appear in this list by themselves. Other folders can be added or dropped here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set up a run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the run&apos;s folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set up a new run with these settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with the unfinished run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename the run&apos;s folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Archive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide from the list, or show again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the run&apos;s folder to the trash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List the runs of another folder too</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::SamplesModel</name>
    <message>
        <source>(repeat the context)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held-out question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::SamplesView</name>
    <message>
        <source>Held-out answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers to held-out questions at each validation; double click to compare with the full context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers to held-out questions appear here when validation data is set.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>icf::ui::SettingsPanel</name>
    <message>
        <source>temperature %1, seed %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>greedy</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>at most %n token(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>chunks of %n token(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>no chunks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chunks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest chunk</source>
        <translation>Längstes Stück</translation>
    </message>
    <message>
        <source>Longest answer</source>
        <translation>Längste Antwort</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>Top-k</source>
        <translation>Top-k</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Compress in chunks</source>
        <translation>In Stücken komprimieren</translation>
    </message>
    <message>
        <source>Cut a long context into equal chunks, compress each and join the digests.</source>
        <translation>Einen langen Kontext in gleiche Stücke schneiden, jedes komprimieren und die Digests aneinanderfügen.</translation>
    </message>
    <message>
        <source>Largest number of context tokens in one chunk.</source>
        <translation>Größte Zahl von Kontext-Token in einem Stück.</translation>
    </message>
    <message>
        <source>Most tokens to generate.</source>
        <translation>Höchstzahl erzeugter Token.</translation>
    </message>
    <message>
        <source>0: always the likeliest token; higher: more random.</source>
        <translation>0: immer das wahrscheinlichste Token; höher: zufälliger.</translation>
    </message>
    <message>
        <source>Sample only from the likeliest tokens that together reach this probability.</source>
        <translation>Nur aus den wahrscheinlichsten Token ziehen, die zusammen diese Wahrscheinlichkeit erreichen.</translation>
    </message>
    <message>
        <source>Sample only from this many likeliest tokens. 0: all.</source>
        <translation>Nur aus so vielen wahrscheinlichsten Token ziehen. 0: aus allen.</translation>
    </message>
    <message>
        <source>Seed of the random choice of tokens; the same for every column.</source>
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
<context>
    <name>icf::ui::TrainPage</name>
    <message>
        <source>Train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set up a run, start it and watch it learn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another run of the queue writes into this run folder. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unfinished run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run folder holds a run that did not finish. Go on with it, or replace it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Added to the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>settings of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings of %1; edits are shown bold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is neither settings, data nor a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training is under way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a checkpoint before quitting, so that the run can be resumed?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run is still loading or stopping. Quit all the same?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save and quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit without saving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving, then quitting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping, then quitting</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
