<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>ColumnKind</name>
    <message>
        <source>Full context</source>
        <translation>Voller Kontext</translation>
    </message>
    <message>
        <source>The whole context as text.</source>
        <translation>Der ganze Kontext als Text.</translation>
    </message>
    <message>
        <source>Compressed</source>
        <translation>Komprimiert</translation>
    </message>
    <message>
        <source>The compressor&apos;s digests in place of the context.</source>
        <translation>Die Digests des Kompressors anstelle des Kontexts.</translation>
    </message>
    <message>
        <source>First tokens</source>
        <translation>Erste Token</translation>
    </message>
    <message>
        <source>The first tokens of the context, as many as there are digests.</source>
        <translation>Die ersten Token des Kontexts, so viele, wie es Digests gibt.</translation>
    </message>
    <message>
        <source>Mean pooling</source>
        <translation>Mean-Pooling</translation>
    </message>
    <message>
        <source>Means of the context&apos;s word embeddings, as many as there are digests.</source>
        <translation>Mittel der Wort-Einbettungen des Kontexts, so viele, wie es Digests gibt.</translation>
    </message>
    <message>
        <source>No context</source>
        <translation>Kein Kontext</translation>
    </message>
    <message>
        <source>Only the prompt: what the model answers without reading anything.</source>
        <translation>Nur der Prompt: was das Modell antwortet, ohne etwas zu lesen.</translation>
    </message>
    <message>
        <source>Last tokens</source>
        <translation>Letzte Token</translation>
    </message>
    <message>
        <source>The last tokens of the context, as many as there are digests.</source>
        <translation>Die letzten Token des Kontexts, so viele, wie es Digests gibt.</translation>
    </message>
    <message>
        <source>Both ends</source>
        <translation>Beide Enden</translation>
    </message>
    <message>
        <source>The first and the last tokens, together as many as there are digests.</source>
        <translation>Die ersten und die letzten Token, zusammen so viele, wie es Digests gibt.</translation>
    </message>
    <message>
        <source>Random tokens</source>
        <translation>Zufällige Token</translation>
    </message>
    <message>
        <source>Tokens of the context drawn at random, in order, as many as there are digests.</source>
        <translation>Zufällig gezogene Token des Kontexts, in ihrer Reihenfolge, so viele, wie es Digests gibt.</translation>
    </message>
    <message>
        <source>Best passages</source>
        <translation>Beste Stellen</translation>
    </message>
    <message>
        <source>The passages that match the prompt best (BM25), at most as many tokens as there are digests.</source>
        <translation>Die Stellen, die am besten zum Prompt passen (BM25), höchstens so viele Token, wie es Digests gibt.</translation>
    </message>
    <message>
        <source>Full context, kept</source>
        <translation>Voller Kontext, behalten</translation>
    </message>
    <message>
        <source>The whole context as text, read once: its keys and values are kept, and further questions read only what follows.</source>
        <translation>Der ganze Kontext als Text, einmal gelesen: seine Schlüssel und Werte bleiben erhalten, und weitere Fragen lesen nur, was folgt.</translation>
    </message>
    <message>
        <source>Checkpoint %1</source>
        <translation>Checkpoint %1</translation>
    </message>
</context>
<context>
    <name>ComparisonExport</name>
    <message>
        <source>Comparisons</source>
        <translation>Vergleiche</translation>
    </message>
    <message>
        <source>Context (beginning)</source>
        <translation>Kontext (Anfang)</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>Reference answer</source>
        <translation>Musterantwort</translation>
    </message>
    <message>
        <source>%1 vectors for %2 tokens</source>
        <translation>%1 Vektoren für %2 Token</translation>
    </message>
    <message>
        <source>first token %1 ms</source>
        <translation>erstes Token %1 ms</translation>
    </message>
    <message>
        <source>%1 tokens/s</source>
        <translation>%1 Token/s</translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>exists already; choose another name or allow replacing it</source>
        <translation>ist schon vorhanden; einen anderen Namen wählen oder das Ersetzen erlauben</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be the name of a new file in it</source>
        <translation>„%1“ kann darin nicht der Name einer neuen Datei sein</translation>
    </message>
    <message>
        <source>manifest.json has no &quot;files&quot;</source>
        <translation>manifest.json hat kein „files“</translation>
    </message>
    <message>
        <source>manifest.json says nothing readable about %1</source>
        <translation>manifest.json sagt nichts Lesbares über %1</translation>
    </message>
    <message>
        <source>%1 is missing</source>
        <translation>%1 fehlt</translation>
    </message>
    <message>
        <source>%1 has another size than manifest.json says</source>
        <translation>%1 hat eine andere Größe, als manifest.json angibt</translation>
    </message>
    <message>
        <source>%1 has other bytes than manifest.json says</source>
        <translation>%1 hat andere Bytes, als manifest.json angibt</translation>
    </message>
    <message>
        <source>JSON: key &quot;%1&quot; appears twice in one object</source>
        <translation>JSON: Schlüssel „%1“ kommt in einem Objekt zweimal vor</translation>
    </message>
    <message>
        <source>not valid JSON: %1</source>
        <translation>kein gültiges JSON: %1</translation>
    </message>
    <message>
        <source>JSON: more than %1 values</source>
        <translation>JSON: mehr als %1 Werte</translation>
    </message>
    <message>
        <source>JSON: nested deeper than %1 levels</source>
        <translation>JSON: tiefer als %1 Ebenen verschachtelt</translation>
    </message>
    <message>
        <source>JSON of %1 bytes; at most %2 are read</source>
        <translation>JSON mit %1 Bytes; gelesen werden höchstens %2</translation>
    </message>
    <message>
        <source>a path with a NUL character cannot be opened</source>
        <translation>ein Pfad mit einem NUL-Zeichen lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>no such file; check the path</source>
        <translation>Datei nicht vorhanden; den Pfad prüfen</translation>
    </message>
    <message>
        <source>cannot be opened: %1</source>
        <translation>lässt sich nicht öffnen: %1</translation>
    </message>
    <message>
        <source>is a folder, not a file</source>
        <translation>ist ein Ordner, keine Datei</translation>
    </message>
    <message>
        <source>is not a regular file</source>
        <translation>ist keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>cannot be read: %1</source>
        <translation>lässt sich nicht lesen: %1</translation>
    </message>
    <message>
        <source>cannot be mapped: %1</source>
        <translation>lässt sich nicht in den Speicher abbilden: %1</translation>
    </message>
    <message>
        <source>has %1 bytes; at most %2 are read</source>
        <translation>hat %1 Bytes; gelesen werden höchstens %2</translation>
    </message>
    <message>
        <source>the temporary file cannot be written; free some space or give a smaller --data_megabytes</source>
        <translation>die temporäre Datei lässt sich nicht schreiben; Platz schaffen oder ein kleineres --data_megabytes angeben</translation>
    </message>
    <message>
        <source>made-up texts of 500 to 8,500 bytes</source>
        <translation>erfundene Texte von 500 bis 8.500 Bytes</translation>
    </message>
    <message>
        <source>expected a JSON array of token ids</source>
        <translation>eine JSON-Liste von Token-Kennungen erwartet</translation>
    </message>
    <message>
        <source>expected token ids from 0 to %1, found %2</source>
        <translation>Token-Kennungen von 0 bis %1 erwartet, %2 gefunden</translation>
    </message>
    <message>
        <source>the text of the licence is not beside the program; give a text file</source>
        <translation>der Lizenztext liegt nicht neben dem Programm; eine Textdatei angeben</translation>
    </message>
    <message>
        <source>holds no token</source>
        <translation>enthält kein Token</translation>
    </message>
    <message>
        <source>expected whole numbers, separated by commas</source>
        <translation>ganze Zahlen erwartet, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>names nothing; give at least one</source>
        <translation>nennt nichts; mindestens eines angeben</translation>
    </message>
    <message>
        <source>needs its language model too; give --lm_path</source>
        <translation>braucht auch sein Sprachmodell; --lm_path angeben</translation>
    </message>
    <message>
        <source>a median of fewer than three rounds says little</source>
        <translation>ein Median von weniger als drei Runden sagt wenig aus</translation>
    </message>
    <message>
        <source>%1 needs a whole language model; of this size only compress can be measured</source>
        <translation>%1 braucht ein ganzes Sprachmodell; in dieser Größe lässt sich nur compress messen</translation>
    </message>
    <message>
        <source>load needs a model on disk; give --lm_path, and --icformer_path for its compressor</source>
        <translation>load braucht ein Modell auf der Platte; --lm_path angeben, für dessen Kompressor --icformer_path</translation>
    </message>
    <message>
        <source>is not valid JSON: a &apos;&quot;&apos; was expected</source>
        <translation>ist kein gültiges JSON: ein &apos;&quot;&apos; wurde erwartet</translation>
    </message>
    <message>
        <source>holds a NUL character</source>
        <translation>enthält ein NUL-Zeichen</translation>
    </message>
    <message>
        <source>is not valid JSON: a control character in a text</source>
        <translation>ist kein gültiges JSON: ein Steuerzeichen in einem Text</translation>
    </message>
    <message>
        <source>is not valid JSON: \u needs four hex digits</source>
        <translation>ist kein gültiges JSON: \u braucht vier Hexadezimalziffern</translation>
    </message>
    <message>
        <source>is not valid JSON: an unknown escape in a text</source>
        <translation>ist kein gültiges JSON: eine unbekannte Escape-Folge in einem Text</translation>
    </message>
    <message>
        <source>is not valid JSON: a value was expected</source>
        <translation>ist kein gültiges JSON: ein Wert wurde erwartet</translation>
    </message>
    <message>
        <source>is not valid JSON: a digit was expected</source>
        <translation>ist kein gültiges JSON: eine Ziffer wurde erwartet</translation>
    </message>
    <message>
        <source>nests deeper than 64 levels</source>
        <translation>ist tiefer als 64 Ebenen verschachtelt</translation>
    </message>
    <message>
        <source>is not valid JSON: a &apos;,&apos; or &apos;]&apos; was expected</source>
        <translation>ist kein gültiges JSON: ein &apos;,&apos; oder &apos;]&apos; wurde erwartet</translation>
    </message>
    <message>
        <source>is not valid JSON: a &apos;:&apos; was expected</source>
        <translation>ist kein gültiges JSON: ein &apos;:&apos; wurde erwartet</translation>
    </message>
    <message>
        <source>is not valid JSON: a &apos;,&apos; or &apos;}&apos; was expected</source>
        <translation>ist kein gültiges JSON: ein &apos;,&apos; oder &apos;}&apos; wurde erwartet</translation>
    </message>
    <message>
        <source>%1; mend or remove the line, or read without --strict</source>
        <translation>%1; die Zeile berichtigen oder entfernen, oder ohne --strict lesen</translation>
    </message>
    <message>
        <source>the file changed while it was in use; start again</source>
        <translation>die Datei hat sich während der Benutzung geändert; neu beginnen</translation>
    </message>
    <message>
        <source>became shorter while it was read; leave it alone and start again</source>
        <translation>wurde beim Lesen kürzer; nicht verändern und neu beginnen</translation>
    </message>
    <message>
        <source>compress needs a compressor checkpoint</source>
        <translation>compress braucht einen Kompressor-Checkpoint</translation>
    </message>
    <message>
        <source>give either --text_file or --data_path</source>
        <translation>entweder --text_file oder --data_path angeben</translation>
    </message>
    <message>
        <source>%1: this compressor was only pre-trained, to repeat text; expect poor answers</source>
        <translation>%1: dieser Kompressor ist nur vortrainiert, um Text zu wiederholen; schlechte Antworten sind zu erwarten</translation>
    </message>
    <message>
        <source>the folder cannot be made: %1</source>
        <translation>der Ordner lässt sich nicht anlegen: %1</translation>
    </message>
    <message>
        <source>no recorded case (there is no &quot;case&quot; in it)</source>
        <translation>kein aufgezeichneter Fall („case“ fehlt darin)</translation>
    </message>
    <message>
        <source>expected exactly one checkpoint-N folder, found %1</source>
        <translation>genau ein Ordner checkpoint-N erwartet, %1 gefunden</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: there are only %2 CUDA devices</source>
        <translation>„%1“: es gibt nur %2 CUDA-Geräte</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not supported; use auto, cpu, cuda or mps</source>
        <translation>„%1“ wird nicht unterstützt; auto, cpu, cuda oder mps angeben</translation>
    </message>
    <message>
        <source>the tokenizer has %1 tokens, the model only %2; they do not belong together</source>
        <translation>der Tokenizer hat %1 Token, das Modell nur %2; sie gehören nicht zusammen</translation>
    </message>
    <message>
        <source>%1 tokens and back</source>
        <translation>%1 Token und zurück</translation>
    </message>
    <message>
        <source>%1 optimizer steps, loss %2</source>
        <translation>%1 Optimierungsschritte, Loss %2</translation>
    </message>
    <message>
        <source>checkpoint of %1 parameters</source>
        <translation>Checkpoint mit %1 Parametern</translation>
    </message>
    <message>
        <source>%1 layers, %2 digests</source>
        <translation>%1 Schichten, %2 Digests</translation>
    </message>
    <message>
        <source>%1 digest vectors</source>
        <translation>%1 Digest-Vektoren</translation>
    </message>
    <message>
        <source>%1 of %2 questions right from the full text, %3 from %4x fewer vectors</source>
        <translation>%1 von %2 Fragen mit dem vollen Text richtig, %3 mit %4-mal weniger Vektoren</translation>
    </message>
    <message>
        <source>the demo&apos;s files are not beside the program; install it again</source>
        <translation>die Dateien der Demo liegen nicht neben dem Programm; es neu installieren</translation>
    </message>
    <message>
        <source>no compressor is open; choose a checkpoint</source>
        <translation>kein Kompressor ist geöffnet; einen Checkpoint wählen</translation>
    </message>
    <message>
        <source>the folder chosen as compressor holds a language model</source>
        <translation>der als Kompressor gewählte Ordner enthält ein Sprachmodell</translation>
    </message>
    <message>
        <source>the compressor was made for hidden size %1, the language model has %2; choose a compressor trained with this model</source>
        <translation>der Kompressor wurde für die Breite %1 gemacht, das Sprachmodell hat %2; einen mit diesem Modell trainierten Kompressor wählen</translation>
    </message>
    <message>
        <source>%1 (was %2, is %3)</source>
        <translation>%1 (war %2, ist %3)</translation>
    </message>
    <message>
        <source>changed since the checkpoint: %1. Undo it, or go on nevertheless with --allow_changes</source>
        <translation>seit dem Checkpoint geändert: %1. Rückgängig machen oder mit --allow_changes trotzdem weitermachen</translation>
    </message>
    <message>
        <source>resumed although changed: %1</source>
        <translation>trotz Änderungen fortgesetzt: %1</translation>
    </message>
    <message>
        <source>holds no run to resume; leave out --resume to start one</source>
        <translation>enthält keinen Lauf zum Fortsetzen; ohne --resume einen neuen beginnen</translation>
    </message>
    <message>
        <source>out of memory; resume it with a smaller --batch_size, or with a smaller --max_seq_len and --allow_changes</source>
        <translation>zu wenig Speicher; mit kleinerem --batch_size fortsetzen, oder mit kleinerem --max_seq_len und --allow_changes</translation>
    </message>
    <message>
        <source>--save_scheduler: there is no schedule, so no scheduler.pt is written</source>
        <translation>--save_scheduler: es gibt keinen Verlauf, daher wird kein scheduler.pt geschrieben</translation>
    </message>
    <message>
        <source>the frozen language model changed while training; this is a fault of the program, do not trust this run</source>
        <translation>das eingefrorene Sprachmodell hat sich beim Training verändert; das ist ein Fehler des Programms, diesem Lauf nicht trauen</translation>
    </message>
    <message>
        <source>not a recorded case: %1</source>
        <translation>kein aufgezeichneter Fall: %1</translation>
    </message>
    <message>
        <source>holds another evaluation (different: %1); give another --save_path, or --overwrite</source>
        <translation>enthält eine andere Auswertung (verschieden: %1); einen anderen --save_path angeben, oder --overwrite</translation>
    </message>
    <message>
        <source>%1: already evaluated; the tables are written again</source>
        <translation>%1: schon ausgewertet; die Tabellen werden neu geschrieben</translation>
    </message>
    <message>
        <source>%1: going on where the evaluation stopped</source>
        <translation>%1: weiter, wo die Auswertung aufhörte</translation>
    </message>
    <message>
        <source>needed: the folder of a trained compressor (it also sets the budget of the baselines)</source>
        <translation>nötig: der Ordner eines trainierten Kompressors (er bestimmt auch das Budget der Vergleichssysteme)</translation>
    </message>
    <message>
        <source>is the language model&apos;s folder; results need a folder of their own</source>
        <translation>ist der Ordner des Sprachmodells; Ergebnisse brauchen einen eigenen Ordner</translation>
    </message>
    <message>
        <source>has no effect with one checkpoint</source>
        <translation>hat bei nur einem Checkpoint keine Wirkung</translation>
    </message>
    <message>
        <source>holds examples of another evaluation; give another --save_path, or --overwrite</source>
        <translation>enthält Beispiele einer anderen Auswertung; einen anderen --save_path angeben, oder --overwrite</translation>
    </message>
    <message>
        <source>cannot be opened for writing: %1</source>
        <translation>lässt sich nicht zum Schreiben öffnen: %1</translation>
    </message>
    <message>
        <source>holds no examples.jsonl; choose the results folder of an evaluation</source>
        <translation>enthält kein examples.jsonl; den Ergebnisordner einer Auswertung wählen</translation>
    </message>
    <message>
        <source>the fact alone has %1 tokens, the length is %2: choose a larger length</source>
        <translation>die Tatsache allein hat %1 Token, die Länge ist %2: eine größere Länge wählen</translation>
    </message>
    <message>
        <source>the data has no sentence to hide a fact in: choose other data</source>
        <translation>die Daten haben keinen Satz, in dem sich eine Tatsache verstecken lässt: andere Daten wählen</translation>
    </message>
    <message>
        <source>no context of %1 is long enough for %2; give shorter lengths, or 0 for whole contexts</source>
        <translation>kein Kontext von %1 ist lang genug für %2; kürzere Längen angeben, oder 0 für ganze Kontexte</translation>
    </message>
    <message>
        <source>holds no evaluation.json; choose the results folder of an evaluation</source>
        <translation>enthält kein evaluation.json; den Ergebnisordner einer Auswertung wählen</translation>
    </message>
    <message>
        <source>%1: its shape does not fit config.json beside it</source>
        <translation>%1: die Form passt nicht zu config.json daneben</translation>
    </message>
    <message>
        <source>hidden_size: the language model has %1, the compressor %2; choose a compressor trained for this model</source>
        <translation>hidden_size: das Sprachmodell hat %1, der Kompressor %2; einen für dieses Modell trainierten Kompressor wählen</translation>
    </message>
    <message>
        <source>attention_dropout other than 0 is not supported</source>
        <translation>attention_dropout außer 0 wird nicht unterstützt</translation>
    </message>
    <message>
        <source>hidden_act &quot;%1&quot; is not supported; only silu is</source>
        <translation>hidden_act „%1“ wird nicht unterstützt; nur silu</translation>
    </message>
    <message>
        <source>hidden_size must be a multiple of num_attention_heads, and that of num_key_value_heads</source>
        <translation>hidden_size muss ein Vielfaches von num_attention_heads sein, und dieses eines von num_key_value_heads</translation>
    </message>
    <message>
        <source>context_hidden_size differs from hidden_size; digests and context cannot be joined then</source>
        <translation>context_hidden_size weicht von hidden_size ab; Digests und Kontext lassen sich dann nicht aneinanderfügen</translation>
    </message>
    <message>
        <source>has no &quot;weight_map&quot; object</source>
        <translation>hat kein Objekt „weight_map“</translation>
    </message>
    <message>
        <source>weight_map: &quot;%1&quot; names no file</source>
        <translation>weight_map: „%1“ nennt keine Datei</translation>
    </message>
    <message>
        <source>names more than %1 files</source>
        <translation>nennt mehr als %1 Dateien</translation>
    </message>
    <message>
        <source>no such folder; check the path</source>
        <translation>Ordner nicht vorhanden; den Pfad prüfen</translation>
    </message>
    <message>
        <source>tensor &quot;%1&quot; has no %2</source>
        <translation>Tensor „%1“ hat kein %2</translation>
    </message>
    <message>
        <source>is not described by an object</source>
        <translation>ist nicht durch ein Objekt beschrieben</translation>
    </message>
    <message>
        <source>has no usable shape</source>
        <translation>hat keine brauchbare Form</translation>
    </message>
    <message>
        <source>has a shape that is not made of whole numbers</source>
        <translation>hat eine Form, die nicht aus ganzen Zahlen besteht</translation>
    </message>
    <message>
        <source>has no usable data_offsets</source>
        <translation>hat keine brauchbaren data_offsets</translation>
    </message>
    <message>
        <source>has data_offsets that do not agree with its shape and dtype</source>
        <translation>hat data_offsets, die nicht zu Form und dtype passen</translation>
    </message>
    <message>
        <source>__metadata__ is not an object</source>
        <translation>__metadata__ ist kein Objekt</translation>
    </message>
    <message>
        <source>__metadata__: &quot;%1&quot; is not a text</source>
        <translation>__metadata__: „%1“ ist kein Text</translation>
    </message>
    <message>
        <source>is too short to be a safetensors file; it may be cut off: fetch it again</source>
        <translation>ist zu kurz für eine safetensors-Datei; vielleicht abgeschnitten: erneut holen</translation>
    </message>
    <message>
        <source>claims a header of %1 bytes: not a safetensors file</source>
        <translation>gibt einen Kopf von %1 Bytes an: keine safetensors-Datei</translation>
    </message>
    <message>
        <source>ends inside its header; it may be cut off: fetch it again</source>
        <translation>endet innerhalb des Kopfes; vielleicht abgeschnitten: erneut holen</translation>
    </message>
    <message>
        <source>holds %1 bytes that belong to no tensor</source>
        <translation>enthält %1 Bytes, die zu keinem Tensor gehören</translation>
    </message>
    <message>
        <source>two tensors cannot be called &quot;%1&quot;</source>
        <translation>zwei Tensoren können nicht beide „%1“ heißen</translation>
    </message>
    <message>
        <source>the tensor name &quot;%1&quot; is not UTF-8</source>
        <translation>der Tensorname „%1“ ist kein UTF-8</translation>
    </message>
    <message>
        <source>tensor &quot;%1&quot; has other bytes than its shape says</source>
        <translation>Tensor „%1“ hat andere Bytes, als seine Form angibt</translation>
    </message>
    <message>
        <source>more tensors than a safetensors header may describe</source>
        <translation>mehr Tensoren, als ein safetensors-Kopf beschreiben darf</translation>
    </message>
    <message>
        <source>holds two archives in one</source>
        <translation>enthält zwei Archive in einem</translation>
    </message>
    <message>
        <source>is a zip file, but not one that torch.save wrote: it holds no data.pkl</source>
        <translation>ist eine zip-Datei, aber keine von torch.save geschriebene: data.pkl fehlt</translation>
    </message>
    <message>
        <source>was written on a big-endian machine; save it again on another</source>
        <translation>wurde auf einer Big-Endian-Maschine geschrieben; auf einer anderen erneut speichern</translation>
    </message>
    <message>
        <source>describes its tensors in %1 bytes; at most %2 are read</source>
        <translation>beschreibt seine Tensoren in %1 Bytes; gelesen werden höchstens %2</translation>
    </message>
    <message>
        <source>has no storage &quot;%1&quot;; the file is damaged</source>
        <translation>hat keinen Speicher „%1“; die Datei ist beschädigt</translation>
    </message>
    <message>
        <source>the text &quot;%1&quot; is not UTF-8</source>
        <translation>der Text „%1“ ist kein UTF-8</translation>
    </message>
    <message>
        <source>values are nested deeper than %1 levels</source>
        <translation>Werte sind tiefer als %1 Ebenen verschachtelt</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be the folder inside the zip</source>
        <translation>„%1“ kann nicht der Ordner in der zip-Datei sein</translation>
    </message>
    <message>
        <source>its zip directory is damaged or cut off; fetch the file again</source>
        <translation>das zip-Verzeichnis ist beschädigt oder abgeschnitten; die Datei erneut holen</translation>
    </message>
    <message>
        <source>is not a torch file of the zip kind; a file of torch before 1.6 must be loaded and saved again there</source>
        <translation>ist keine torch-Datei der zip-Art; eine Datei von torch vor 1.6 muss dort geladen und neu gespeichert werden</translation>
    </message>
    <message>
        <source>has no zip directory; it may be cut off: fetch it again</source>
        <translation>hat kein zip-Verzeichnis; vielleicht abgeschnitten: erneut holen</translation>
    </message>
    <message>
        <source>is a zip file in several parts</source>
        <translation>ist eine zip-Datei in mehreren Teilen</translation>
    </message>
    <message>
        <source>its zip64 directory is damaged; fetch the file again</source>
        <translation>das zip64-Verzeichnis ist beschädigt; die Datei erneut holen</translation>
    </message>
    <message>
        <source>its zip directory lies outside the file; fetch the file again</source>
        <translation>das zip-Verzeichnis liegt außerhalb der Datei; die Datei erneut holen</translation>
    </message>
    <message>
        <source>its zip directory is damaged; fetch the file again</source>
        <translation>das zip-Verzeichnis ist beschädigt; die Datei erneut holen</translation>
    </message>
    <message>
        <source>is encrypted</source>
        <translation>ist verschlüsselt</translation>
    </message>
    <message>
        <source>lies outside the file</source>
        <translation>liegt außerhalb der Datei</translation>
    </message>
    <message>
        <source>has no header; the file is damaged</source>
        <translation>hat keinen Kopf; die Datei ist beschädigt</translation>
    </message>
    <message>
        <source>reaches outside the file</source>
        <translation>reicht über die Datei hinaus</translation>
    </message>
    <message>
        <source>is there twice</source>
        <translation>ist zweimal vorhanden</translation>
    </message>
    <message>
        <source>entry &quot;%1&quot; is damaged (its checksum differs); fetch the file again</source>
        <translation>Eintrag „%1“ ist beschädigt (die Prüfsumme weicht ab); die Datei erneut holen</translation>
    </message>
    <message>
        <source>num_attention_heads must be a multiple of num_key_value_heads</source>
        <translation>num_attention_heads muss ein Vielfaches von num_key_value_heads sein</translation>
    </message>
    <message>
        <source>expected a JSON object</source>
        <translation>ein JSON-Objekt erwartet</translation>
    </message>
    <message>
        <source>%1: expected a whole number, got %2</source>
        <translation>%1: eine ganze Zahl erwartet, %2 erhalten</translation>
    </message>
    <message>
        <source>%1: expected a whole number from 1 on, got %2</source>
        <translation>%1: eine ganze Zahl ab 1 erwartet, %2 erhalten</translation>
    </message>
    <message>
        <source>a value has the wrong type: %1</source>
        <translation>ein Wert hat den falschen Typ: %1</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not known; choose from %2</source>
        <translation>„%1“ ist nicht bekannt; aus %2 wählen</translation>
    </message>
    <message>
        <source>expected a JSON object with option names as keys</source>
        <translation>ein JSON-Objekt mit Optionsnamen als Schlüsseln erwartet</translation>
    </message>
    <message>
        <source>%1: there is no such option; remove it or correct its name</source>
        <translation>%1: diese Option gibt es nicht; sie entfernen oder ihren Namen berichtigen</translation>
    </message>
    <message>
        <source>there is no such option</source>
        <translation>diese Option gibt es nicht</translation>
    </message>
    <message>
        <source>a finite number is needed</source>
        <translation>eine endliche Zahl ist nötig</translation>
    </message>
    <message>
        <source>%1 is too small; the smallest allowed value is %2</source>
        <translation>%1 ist zu klein; der kleinste erlaubte Wert ist %2</translation>
    </message>
    <message>
        <source>%1 is too large; the largest allowed value is %2</source>
        <translation>%1 ist zu groß; der größte erlaubte Wert ist %2</translation>
    </message>
    <message>
        <source>expected %1, got %2</source>
        <translation>erwartet: %1, erhalten: %2</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>ein Objekt</translation>
    </message>
    <message>
        <source>%1 is not among the choices: %2</source>
        <translation>%1 ist nicht unter den Möglichkeiten: %2</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true oder false</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>eine ganze Zahl</translation>
    </message>
    <message>
        <source>a smaller number</source>
        <translation>eine kleinere Zahl</translation>
    </message>
    <message>
        <source>no such folder: %1</source>
        <translation>Ordner nicht vorhanden: %1</translation>
    </message>
    <message>
        <source>no config.json in %1: not a model folder</source>
        <translation>kein config.json in %1: kein Modellordner</translation>
    </message>
    <message>
        <source>&quot;%1&quot; looks like a name on a model hub; a local directory is needed: download the model and give its folder</source>
        <translation>„%1“ sieht wie ein Name auf einem Modell-Hub aus; nötig ist ein lokaler Ordner: das Modell herunterladen und seinen Ordner angeben</translation>
    </message>
    <message>
        <source>needed: a file</source>
        <translation>nötig: eine Datei</translation>
    </message>
    <message>
        <source>no such file: %1</source>
        <translation>Datei nicht vorhanden: %1</translation>
    </message>
    <message>
        <source>a folder, not a file: %1</source>
        <translation>ein Ordner, keine Datei: %1</translation>
    </message>
    <message>
        <source>not a regular file: %1</source>
        <translation>keine gewöhnliche Datei: %1</translation>
    </message>
    <message>
        <source>needed: a folder to write to</source>
        <translation>nötig: ein Ordner zum Schreiben</translation>
    </message>
    <message>
        <source>cannot be made: %1 is not a folder</source>
        <translation>lässt sich nicht anlegen: %1 ist kein Ordner</translation>
    </message>
    <message>
        <source>needed: the name of a file</source>
        <translation>nötig: der Name einer Datei</translation>
    </message>
    <message>
        <source>a name without a folder is needed, got %1; the folder is --save_path</source>
        <translation>ein Name ohne Ordner ist nötig, %1 erhalten; der Ordner ist --save_path</translation>
    </message>
    <message>
        <source>there is no preset &quot;%1&quot;; there are: %2</source>
        <translation>es gibt keine Voreinstellung „%1“; vorhanden: %2</translation>
    </message>
    <message>
        <source>needs validation data: give --eval_data, or leave it out</source>
        <translation>braucht Validierungsdaten: --eval_data angeben oder dies weglassen</translation>
    </message>
    <message>
        <source>a chunk of at most %1 tokens becomes %2 digests: nothing is compressed; make chunks longer or use fewer digests</source>
        <translation>ein Stück von höchstens %1 Token wird zu %2 Digests: nichts wird komprimiert; längere Stücke oder weniger Digests nehmen</translation>
    </message>
    <message>
        <source>contexts of at most %1 tokens become %2 digests: nothing is compressed</source>
        <translation>Kontexte von höchstens %1 Token werden zu %2 Digests: nichts wird komprimiert</translation>
    </message>
    <message>
        <source>is the language model&apos;s folder; a run needs a folder of its own</source>
        <translation>ist der Ordner des Sprachmodells; ein Lauf braucht einen eigenen Ordner</translation>
    </message>
    <message>
        <source>is the folder of the checkpoint to start from; a run needs a folder of its own</source>
        <translation>ist der Ordner des Checkpoints, von dem ausgegangen wird; ein Lauf braucht einen eigenen Ordner</translation>
    </message>
    <message>
        <source>needed: the folder of a trained compressor</source>
        <translation>nötig: der Ordner eines trainierten Kompressors</translation>
    </message>
    <message>
        <source>is the language model&apos;s folder; give another one</source>
        <translation>ist der Ordner des Sprachmodells; einen anderen angeben</translation>
    </message>
    <message>
        <source>needed: either --text_file or --data_path</source>
        <translation>nötig: entweder --text_file oder --data_path</translation>
    </message>
    <message>
        <source>needed: the safetensors file to write</source>
        <translation>nötig: die safetensors-Datei, die geschrieben werden soll</translation>
    </message>
    <message>
        <source>is a folder: %1; give a file name</source>
        <translation>ist ein Ordner: %1; einen Dateinamen angeben</translation>
    </message>
    <message>
        <source>a learning rate of 0 changes nothing</source>
        <translation>eine Lernrate von 0 ändert nichts</translation>
    </message>
    <message>
        <source>has no effect on pre-training</source>
        <translation>hat beim Vortraining keine Wirkung</translation>
    </message>
    <message>
        <source>has no effect on a constant learning rate</source>
        <translation>hat bei konstanter Lernrate keine Wirkung</translation>
    </message>
    <message>
        <source>the run ends before the learning rate is up</source>
        <translation>der Lauf endet, bevor die Lernrate angestiegen ist</translation>
    </message>
    <message>
        <source>accepted, but there is no schedule to save</source>
        <translation>angenommen, aber es gibt keinen Verlauf zu speichern</translation>
    </message>
    <message>
        <source>another process</source>
        <translation>ein anderer Prozess</translation>
    </message>
    <message>
        <source>cannot be opened for writing</source>
        <translation>lässt sich nicht zum Schreiben öffnen</translation>
    </message>
    <message>
        <source>cannot be written</source>
        <translation>lässt sich nicht schreiben</translation>
    </message>
    <message>
        <source>cannot be flushed to the disk</source>
        <translation>lässt sich nicht auf die Platte sichern</translation>
    </message>
    <message>
        <source>holds no options: not a run of this program</source>
        <translation>enthält keine Optionen: kein Lauf dieses Programms</translation>
    </message>
    <message>
        <source>no such folder</source>
        <translation>Ordner nicht vorhanden</translation>
    </message>
    <message>
        <source>holds no run.json: not a run folder</source>
        <translation>enthält kein run.json: kein Laufordner</translation>
    </message>
    <message>
        <source>is not a JSON object: not a run of this program</source>
        <translation>ist kein JSON-Objekt: kein Lauf dieses Programms</translation>
    </message>
    <message>
        <source>needed: a folder for the run</source>
        <translation>nötig: ein Ordner für den Lauf</translation>
    </message>
    <message>
        <source>cannot be made: %1</source>
        <translation>lässt sich nicht anlegen: %1</translation>
    </message>
    <message>
        <source>the run before cannot be moved aside: %1</source>
        <translation>der vorige Lauf lässt sich nicht beiseitelegen: %1</translation>
    </message>
    <message>
        <source>its normalization rules are damaged; fetch the file again</source>
        <translation>die Normalisierungsregeln sind beschädigt; die Datei erneut holen</translation>
    </message>
    <message>
        <source>is of a kind of sentencepiece model that is not known here</source>
        <translation>ist ein sentencepiece-Modell einer hier nicht bekannten Art</translation>
    </message>
    <message>
        <source>holds a token that is empty, longer than %1 bytes or has a NUL; the file is damaged</source>
        <translation>enthält ein Token, das leer ist, länger als %1 Bytes ist oder ein NUL hat; die Datei ist beschädigt</translation>
    </message>
    <message>
        <source>holds more than %1 tokens</source>
        <translation>enthält mehr als %1 Token</translation>
    </message>
    <message>
        <source>holds no tokens: not a sentencepiece model, or damaged; fetch it again</source>
        <translation>enthält keine Token: kein sentencepiece-Modell oder beschädigt; erneut holen</translation>
    </message>
    <message>
        <source>nests more than %1 user-defined tokens in one another</source>
        <translation>verschachtelt mehr als %1 benutzerdefinierte Token ineinander</translation>
    </message>
    <message>
        <source>sentencepiece refuses it (%1); fetch the file again</source>
        <translation>sentencepiece lehnt es ab (%1); die Datei erneut holen</translation>
    </message>
    <message>
        <source>the tokenizer has no token &quot;%1&quot;</source>
        <translation>der Tokenizer hat kein Token „%1“</translation>
    </message>
    <message>
        <source>sentencepiece cannot encode the text: %1</source>
        <translation>sentencepiece kann den Text nicht kodieren: %1</translation>
    </message>
    <message>
        <source>sentencepiece cannot decode the ids: %1</source>
        <translation>sentencepiece kann die Kennungen nicht dekodieren: %1</translation>
    </message>
    <message>
        <source>sentencepiece, legacy: %1, %2 tokens</source>
        <translation>sentencepiece, legacy: %1, %2 Token</translation>
    </message>
    <message>
        <source>token &quot;%1&quot; is single_word, which is not supported</source>
        <translation>Token „%1“ ist single_word; das wird nicht unterstützt</translation>
    </message>
    <message>
        <source>a special token is neither a text nor an object with &quot;content&quot;</source>
        <translation>ein besonderes Token ist weder ein Text noch ein Objekt mit „content“</translation>
    </message>
    <message>
        <source>token &quot;%1&quot; has the impossible id %2</source>
        <translation>Token „%1“ hat die unmögliche Kennung %2</translation>
    </message>
    <message>
        <source>added_tokens_decoder is not an object</source>
        <translation>added_tokens_decoder ist kein Objekt</translation>
    </message>
    <message>
        <source>added_tokens_decoder has the unreadable entry &quot;%1&quot;</source>
        <translation>added_tokens_decoder hat den unlesbaren Eintrag „%1“</translation>
    </message>
    <message>
        <source>is not an object of tokens and ids</source>
        <translation>ist kein Objekt aus Token und Kennungen</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no usable id</source>
        <translation>„%1“ hat keine brauchbare Kennung</translation>
    </message>
    <message>
        <source>is not a JSON object</source>
        <translation>ist kein JSON-Objekt</translation>
    </message>
    <message>
        <source>tokenizer_class %1 is not supported; use a model with LlamaTokenizer</source>
        <translation>tokenizer_class %1 wird nicht unterstützt; ein Modell mit LlamaTokenizer nehmen</translation>
    </message>
    <message>
        <source>%1 is missing or does not fit</source>
        <translation>%1 fehlt oder passt nicht</translation>
    </message>
    <message>
        <source>step %1: loss or gradient is not finite; the step was skipped (data lines %2)</source>
        <translation>Schritt %1: Loss oder Gradient ist nicht endlich; der Schritt wurde übersprungen (Datenzeilen %2)</translation>
    </message>
    <message>
        <source>step %1: loss %2 is over three times its running mean %3</source>
        <translation>Schritt %1: Loss %2 ist mehr als dreimal so groß wie sein laufendes Mittel %3</translation>
    </message>
    <message>
        <source>stopped early: no better validation loss in %1 validations</source>
        <translation>vorzeitig beendet: kein besserer Validierungs-Loss in %1 Validierungen</translation>
    </message>
    <message>
        <source>another version of this program wrote it, which alone can resume it; start from its folder with --icformer_path instead</source>
        <translation>eine andere Version dieses Programms hat es geschrieben, nur sie kann es fortsetzen; stattdessen mit --icformer_path von seinem Ordner ausgehen</translation>
    </message>
    <message>
        <source>has no usable row among its %1 lines</source>
        <translation>hat unter seinen %1 Zeilen keine brauchbare</translation>
    </message>
    <message>
        <source>tensor %1 overlaps the one before it</source>
        <translation>Tensor %1 überlappt den davor</translation>
    </message>
    <message>
        <source>tensor %1 leaves a hole before it</source>
        <translation>Tensor %1 lässt davor eine Lücke</translation>
    </message>
    <message>
        <source>tensor %1 reaches past the end of the file; it may be cut off: fetch it again</source>
        <translation>Tensor %1 reicht über das Ende der Datei hinaus; sie ist vielleicht abgeschnitten: neu holen</translation>
    </message>
    <message>
        <source>process %1 on %2</source>
        <translation>Prozess %1 auf %2</translation>
    </message>
    <message>
        <source>cannot be written to: %1</source>
        <translation>lässt sich nicht beschreiben: %1</translation>
    </message>
    <message>
        <source>is gone; the run goes on when it is there again</source>
        <translation>ist verschwunden; der Lauf geht weiter, wenn es wieder da ist</translation>
    </message>
    <message>
        <source>holds another run meanwhile; the run goes on when that is moved away</source>
        <translation>enthält inzwischen einen anderen Lauf; dieser geht weiter, wenn der andere weggeräumt ist</translation>
    </message>
    <message>
        <source>is a folder, not a file; give another name</source>
        <translation>ist ein Ordner, keine Datei; einen anderen Namen angeben</translation>
    </message>
    <message>
        <source>is not a regular file; give another name</source>
        <translation>ist keine gewöhnliche Datei; einen anderen Namen angeben</translation>
    </message>
    <message>
        <source>is a file where a folder is to be made; move it away</source>
        <translation>ist eine Datei, wo ein Ordner entstehen soll; bitte verschieben</translation>
    </message>
    <message>
        <source>cannot be resumed from: %1; leave out its name to take the newest sound checkpoint</source>
        <translation>kann nicht fortgesetzt werden: %1; ohne seinen Namen wird der neueste unversehrte Checkpoint genommen</translation>
    </message>
    <message>
        <source>no evaluation here wrote this file, and it would be replaced; give another --save_path, or --overwrite</source>
        <translation>keine Auswertung hier hat diese Datei geschrieben, und sie würde ersetzt; einen anderen --save_path angeben, oder --overwrite</translation>
    </message>
    <message>
        <source>the evaluation would write over its own data, %1; give another folder</source>
        <translation>die Auswertung würde ihre eigenen Daten überschreiben, %1; einen anderen Ordner angeben</translation>
    </message>
    <message>
        <source>%1: expected a number from %2 to %3, got %4</source>
        <translation>%1: erwartet wird eine Zahl von %2 bis %3, da steht %4</translation>
    </message>
    <message>
        <source>the size of a head is %1; rotary embeddings need an even one</source>
        <translation>die Größe eines Kopfes ist %1; Rotationseinbettungen brauchen eine gerade</translation>
    </message>
    <message>
        <source>high_freq_factor must be greater than low_freq_factor</source>
        <translation>high_freq_factor muss größer sein als low_freq_factor</translation>
    </message>
    <message>
        <source>is too long for the file system; choose a shorter name</source>
        <translation>ist zu lang für das Dateisystem; einen kürzeren Namen wählen</translation>
    </message>
    <message>
        <source>is a link: %1; give the file that it leads to</source>
        <translation>ist eine Verknüpfung: %1; die Datei angeben, zu der sie führt</translation>
    </message>
    <message>
        <source>not a regular file: %1; give another name</source>
        <translation>keine gewöhnliche Datei: %1; einen anderen Namen angeben</translation>
    </message>
    <message>
        <source>is the file that --%1 reads; give another name</source>
        <translation>ist die Datei, die --%1 liest; einen anderen Namen angeben</translation>
    </message>
    <message>
        <source>would replace a file of the model in %1; give another name</source>
        <translation>würde eine Datei des Modells in %1 ersetzen; einen anderen Namen angeben</translation>
    </message>
    <message>
        <source>is not a regular file; move it away</source>
        <translation>ist keine gewöhnliche Datei; bitte verschieben</translation>
    </message>
    <message>
        <source>names no piece for unknown characters; fetch the file again</source>
        <translation>nennt kein Stück für unbekannte Zeichen; die Datei neu beschaffen</translation>
    </message>
    <message>
        <source>fingerprints.%1 is missing or no object</source>
        <translation>fingerprints.%1 fehlt oder ist kein Objekt</translation>
    </message>
    <message>
        <source>it has no manifest.json, so that its files cannot be checked</source>
        <translation>es fehlt manifest.json, daher sind seine Dateien nicht prüfbar</translation>
    </message>
    <message>
        <source>%1 is not in manifest.json</source>
        <translation>%1 steht nicht in manifest.json</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has a value that no run can have: the file is damaged</source>
        <translation>„%1“ hat einen Wert, den kein Lauf haben kann: die Datei ist beschädigt</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is missing or of the wrong type: the file is damaged</source>
        <translation>„%1“ fehlt oder ist von falscher Art: die Datei ist beschädigt</translation>
    </message>
    <message>
        <source>%1; the run cannot be resumed without it: start from one of its checkpoints with --icformer_path, in another --save_path</source>
        <translation>%1; ohne sie kann der Lauf nicht fortgesetzt werden: mit --icformer_path von einem seiner Checkpoints starten, in einem anderen --save_path</translation>
    </message>
    <message>
        <source>holds checkpoints but no run.json, so that the run cannot be resumed; start from one with --icformer_path, in another --save_path</source>
        <translation>enthält Checkpoints, aber keine run.json, daher kann der Lauf nicht fortgesetzt werden; mit --icformer_path von einem davon starten, in einem anderen --save_path</translation>
    </message>
    <message>
        <source>num_query_tokens: param.pt is too small for %1 digests</source>
        <translation>num_query_tokens: param.pt ist zu klein für %1 Digests</translation>
    </message>
    <message>
        <source>%1: expected true or false, got %2</source>
        <translation>%1: erwartet wird true oder false, da steht %2</translation>
    </message>
    <message>
        <source>%1: expected a text, got %2</source>
        <translation>%1: erwartet wird ein Text, da steht %2</translation>
    </message>
    <message>
        <source>%1 is missing, or has not as many rows as resume.json says</source>
        <translation>%1 fehlt oder hat nicht so viele Zeilen, wie resume.json sagt</translation>
    </message>
    <message>
        <source>validations&apos; steps are not in order: the file is damaged</source>
        <translation>die Schritte der Validierungen stehen nicht in Reihenfolge: die Datei ist beschädigt</translation>
    </message>
    <message>
        <source>there is no checkpoint to resume from; start anew with --overwrite</source>
        <translation>es gibt keinen Checkpoint zum Fortsetzen; mit --overwrite neu starten</translation>
    </message>
    <message>
        <source>it is of another version of this program</source>
        <translation>sie stammt von einer anderen Version dieses Programms</translation>
    </message>
    <message>
        <source>checkpoint passed over: %1: %2</source>
        <translation>Checkpoint übergangen: %1: %2</translation>
    </message>
    <message>
        <source>no such folder; leave out its name to take the newest sound checkpoint</source>
        <translation>kein solcher Ordner; den Namen weglassen, um den neuesten heilen Checkpoint zu nehmen</translation>
    </message>
    <message>
        <source>is a run folder, not a checkpoint; name one of its checkpoints, or none to take the newest sound one</source>
        <translation>ist ein Laufordner, kein Checkpoint; einen seiner Checkpoints nennen, oder keinen, um den neuesten heilen zu nehmen</translation>
    </message>
    <message>
        <source>changed since the checkpoint, so that the last bits may differ from those of a run that was not stopped: %1</source>
        <translation>seit dem Checkpoint geändert, sodass die letzten Bits von denen eines nicht gestoppten Laufs abweichen können: %1</translation>
    </message>
    <message>
        <source>entries &quot;%1&quot; and &quot;%2&quot; lie over one another; the file is damaged</source>
        <translation>die Einträge „%1“ und „%2“ liegen übereinander; die Datei ist beschädigt</translation>
    </message>
    <message>
        <source>%1 (if it is gone, remove run.lock)</source>
        <translation>%1 (wenn er nicht mehr läuft, run.lock entfernen)</translation>
    </message>
    <message>
        <source>holds a token of a type that is not known here, or of two; the file is damaged</source>
        <translation>enthält ein Token von einer hier nicht bekannten Art, oder von zweien; die Datei ist beschädigt</translation>
    </message>
    <message>
        <source>has its settings twice; the file is damaged</source>
        <translation>enthält seine Einstellungen zweimal; die Datei ist beschädigt</translation>
    </message>
    <message>
        <source>holds tokens that were made to be looked up slowly; do not use this model</source>
        <translation>enthält Token, die gemacht sind, um das Nachschlagen zu verlangsamen; dieses Modell nicht verwenden</translation>
    </message>
    <message>
        <source>token &quot;%1&quot; is longer than %2 bytes</source>
        <translation>das Token „%1“ ist länger als %2 Byte</translation>
    </message>
    <message>
        <source>adds more than %1 tokens</source>
        <translation>fügt mehr als %1 Token hinzu</translation>
    </message>
    <message>
        <source>%1: this old checkpoint cannot be removed; it stays</source>
        <translation>%1: dieser alte Checkpoint kann nicht entfernt werden; er bleibt</translation>
    </message>
    <message>
        <source>is damaged: its %1 stream does not hold before byte %2; fetch it again</source>
        <translation>ist beschädigt: der %1-Strom stimmt vor Byte %2 nicht; neu herunterladen</translation>
    </message>
    <message>
        <source>is cut short: it ends inside its %1 stream; fetch it again</source>
        <translation>ist abgeschnitten: endet mitten im %1-Strom; neu herunterladen</translation>
    </message>
    <message>
        <source>has something else after its gzip stream; fetch it again</source>
        <translation>enthält nach dem gzip-Strom noch etwas anderes; neu herunterladen</translation>
    </message>
    <message>
        <source>was packed with a window of more than 128 MiB; decompress it first (zstd -d --long=31)</source>
        <translation>wurde mit einem Fenster von mehr als 128 MiB gepackt; zuerst entpacken (zstd -d --long=31)</translation>
    </message>
    <message>
        <source>JSON: expected an object</source>
        <translation>JSON: ein Objekt wird erwartet</translation>
    </message>
    <message>
        <source>is UTF-16 (big-endian); convert it to UTF-8 first (iconv -f UTF-16BE -t UTF-8)</source>
        <translation>ist UTF-16 (big-endian); zuerst in UTF-8 umwandeln (iconv -f UTF-16BE -t UTF-8)</translation>
    </message>
    <message>
        <source>is UTF-16 (little-endian); convert it to UTF-8 first (iconv -f UTF-16LE -t UTF-8)</source>
        <translation>ist UTF-16 (little-endian); zuerst in UTF-8 umwandeln (iconv -f UTF-16LE -t UTF-8)</translation>
    </message>
    <message>
        <source>is a gzip file; decompress it first (gzip -dk)</source>
        <translation>ist eine gzip-Datei; zuerst entpacken (gzip -dk)</translation>
    </message>
    <message>
        <source>is a Zstandard file; decompress it first (zstd -dk)</source>
        <translation>ist eine Zstandard-Datei; zuerst entpacken (zstd -dk)</translation>
    </message>
    <message>
        <source>is a bzip2 file; decompress it first (bzip2 -dk)</source>
        <translation>ist eine bzip2-Datei; zuerst entpacken (bzip2 -dk)</translation>
    </message>
    <message>
        <source>is an xz file; decompress it first (xz -dk)</source>
        <translation>ist eine xz-Datei; zuerst entpacken (xz -dk)</translation>
    </message>
    <message>
        <source>is an LZ4 file; decompress it first (lz4 -dk)</source>
        <translation>ist eine LZ4-Datei; zuerst entpacken (lz4 -dk)</translation>
    </message>
    <message>
        <source>is a 7-Zip archive; unpack it first</source>
        <translation>ist ein 7-Zip-Archiv; zuerst entpacken</translation>
    </message>
    <message>
        <source>is a zip archive (office documents and torch files are such, too); take its text out first</source>
        <translation>ist ein Zip-Archiv (auch Office-Dokumente und torch-Dateien sind solche); zuerst den Text entnehmen</translation>
    </message>
    <message>
        <source>is a tar archive; unpack it first</source>
        <translation>ist ein tar-Archiv; zuerst entpacken</translation>
    </message>
    <message>
        <source>is a Parquet file; write its rows as jsonl first, one object a line</source>
        <translation>ist eine Parquet-Datei; ihre Zeilen zuerst als jsonl schreiben, ein Objekt je Zeile</translation>
    </message>
    <message>
        <source>is an Arrow file; write its rows as jsonl first, one object a line</source>
        <translation>ist eine Arrow-Datei; ihre Zeilen zuerst als jsonl schreiben, ein Objekt je Zeile</translation>
    </message>
    <message>
        <source>is an Avro file; write its rows as jsonl first, one object a line</source>
        <translation>ist eine Avro-Datei; ihre Zeilen zuerst als jsonl schreiben, ein Objekt je Zeile</translation>
    </message>
    <message>
        <source>is an SQLite database; write its rows as jsonl first, one object a line</source>
        <translation>ist eine SQLite-Datenbank; ihre Zeilen zuerst als jsonl schreiben, ein Objekt je Zeile</translation>
    </message>
    <message>
        <source>is an HDF5 file; write its rows as jsonl first, one object a line</source>
        <translation>ist eine HDF5-Datei; ihre Zeilen zuerst als jsonl schreiben, ein Objekt je Zeile</translation>
    </message>
    <message>
        <source>is a NumPy file; write its texts down first</source>
        <translation>ist eine NumPy-Datei; ihre Texte zuerst als Text schreiben</translation>
    </message>
    <message>
        <source>is a PDF file; take its text out first (pdftotext)</source>
        <translation>ist eine PDF-Datei; zuerst den Text entnehmen (pdftotext)</translation>
    </message>
    <message>
        <source>is a picture, not a text</source>
        <translation>ist ein Bild, kein Text</translation>
    </message>
    <message>
        <source>is a program, not a text</source>
        <translation>ist ein Programm, kein Text</translation>
    </message>
    <message>
        <source>is UTF-32; convert it to UTF-8 first (iconv -f UTF-32 -t UTF-8)</source>
        <translation>ist UTF-32; zuerst in UTF-8 umwandeln (iconv -f UTF-32 -t UTF-8)</translation>
    </message>
    <message>
        <source>is UTF-16; convert it to UTF-8 first (iconv -f UTF-16 -t UTF-8)</source>
        <translation>ist UTF-16; zuerst in UTF-8 umwandeln (iconv -f UTF-16 -t UTF-8)</translation>
    </message>
    <message>
        <source>is not UTF-8: byte %1 at %2, in Latin-1 %3; convert it to UTF-8 first (iconv -f LATIN1 -t UTF-8)</source>
        <translation>ist kein UTF-8: Byte %1 an Stelle %2, in Latin-1 %3; zuerst in UTF-8 umwandeln (iconv -f LATIN1 -t UTF-8)</translation>
    </message>
    <message>
        <source>is not UTF-8: byte %1 at %2; convert it to UTF-8 first (iconv -f WINDOWS-1252 -t UTF-8, if it is that)</source>
        <translation>ist kein UTF-8: Byte %1 an Stelle %2; zuerst in UTF-8 umwandeln (iconv -f WINDOWS-1252 -t UTF-8, falls es das ist)</translation>
    </message>
    <message>
        <source>is not UTF-8: byte %1 at %2; convert it to UTF-8 or mend it first</source>
        <translation>ist kein UTF-8: Byte %1 an Stelle %2; zuerst in UTF-8 umwandeln oder reparieren</translation>
    </message>
    <message>
        <source>pieces of at most %1 letters, %2 tokens</source>
        <translation>Stücke von höchstens %1 Buchstaben, %2 Tokens</translation>
    </message>
    <message>
        <source>tensor &quot;%1&quot; is missing, and config.json does not say that the embedding is used for it; if it is, set &quot;tie_word_embeddings&quot;: true there</source>
        <translation>Tensor „%1“ fehlt, und config.json sagt nicht, dass die Einbettung dafür dient; wenn doch, dort &quot;tie_word_embeddings&quot;: true setzen</translation>
    </message>
    <message>
        <source>%1: the weights are quantized%2, which is not supported; use the model in float32, bfloat16 or float16</source>
        <translation>%1: die Gewichte sind quantisiert%2, was nicht unterstützt wird; das Modell in float32, bfloat16 oder float16 verwenden</translation>
    </message>
    <message>
        <source>%1: expected an object or null, got %2</source>
        <translation>%1: ein Objekt oder null wird erwartet, nicht %2</translation>
    </message>
    <message>
        <source>%1: settings for one kind of layer (&quot;%2&quot;) are not supported</source>
        <translation>%1: Einstellungen für eine Art von Schichten („%2“) werden nicht unterstützt</translation>
    </message>
    <message>
        <source>%1 %2 contradicts %3 %4; remove the wrong one</source>
        <translation>%1 %2 widerspricht %3 %4; das falsche entfernen</translation>
    </message>
    <message>
        <source>the rotary scaling &quot;%1&quot; needs %2</source>
        <translation>die Rotary-Skalierung „%1“ braucht %2</translation>
    </message>
    <message>
        <source>partial_rotary_factor other than 1 is not supported</source>
        <translation>ein partial_rotary_factor außer 1 wird nicht unterstützt</translation>
    </message>
    <message>
        <source>decompressed, it %1</source>
        <translation>entpackt: %1</translation>
    </message>
    <message>
        <source>decompressed, its first line has more than %1 bytes; it is not jsonl</source>
        <translation>entpackt hat die erste Zeile mehr als %1 Bytes; das ist kein jsonl</translation>
    </message>
    <message>
        <source>the disk has no room for what it holds; make some, set XDG_CACHE_HOME to a folder on another disk, or decompress it there yourself</source>
        <translation>auf dem Datenträger ist kein Platz für den Inhalt; Platz schaffen, XDG_CACHE_HOME auf einen Ordner eines anderen Datenträgers setzen oder dort selbst entpacken</translation>
    </message>
    <message>
        <source>decompressed to %1 MB in %2, kept there for the next start; it may be deleted at any time</source>
        <translation>entpackt auf %1 MB in %2, dort aufgehoben für den nächsten Start; darf jederzeit gelöscht werden</translation>
    </message>
    <message>
        <source>is a JSON array, not jsonl; write one object a line first (jq -c &apos;.[]&apos;)</source>
        <translation>ist ein JSON-Array, kein jsonl; zuerst ein Objekt je Zeile schreiben (jq -c &apos;.[]&apos;)</translation>
    </message>
    <message>
        <source>is JSON over several lines, not jsonl; write one object a line first (jq -c .)</source>
        <translation>ist JSON über mehrere Zeilen, kein jsonl; zuerst ein Objekt je Zeile schreiben (jq -c .)</translation>
    </message>
    <message>
        <source>the index of the data&apos;s rows cannot be read any more; start again</source>
        <translation>der Index der Datenzeilen ist nicht mehr lesbar; neu starten</translation>
    </message>
    <message>
        <source>cannot be written: %1</source>
        <translation>kann nicht geschrieben werden: %1</translation>
    </message>
    <message>
        <source>there is no such file to go on with; leave out --resume to begin with the first row</source>
        <translation>es gibt keine solche Datei zum Fortsetzen; --resume weglassen, um mit der ersten Zeile zu beginnen</translation>
    </message>
    <message>
        <source>holds answers of a generation that did not end (%1); go on with them by --resume, or begin anew with --overwrite</source>
        <translation>enthält Antworten einer Erzeugung, die nicht zu Ende kam (%1); mit --resume fortsetzen oder mit --overwrite neu beginnen</translation>
    </message>
    <message>
        <source>another process is writing it; wait for that, or give another --output_file</source>
        <translation>ein anderer Prozess schreibt sie gerade; darauf warten oder eine andere --output_file angeben</translation>
    </message>
    <message>
        <source>is missing, and with it what the answers were made from; begin anew with --overwrite</source>
        <translation>fehlt, und damit, woraus die Antworten entstanden; mit --overwrite neu beginnen</translation>
    </message>
    <message>
        <source>changed since the answers in %1 were made: %2; undo that, or begin anew with --overwrite</source>
        <translation>hat sich geändert, seit die Antworten in %1 entstanden: %2; das rückgängig machen oder mit --overwrite neu beginnen</translation>
    </message>
    <message>
        <source>holds more answers than the data has rows; begin anew with --overwrite</source>
        <translation>enthält mehr Antworten, als die Daten Zeilen haben; mit --overwrite neu beginnen</translation>
    </message>
    <message>
        <source>is gone; the generation goes on when it is there again</source>
        <translation>ist weg; die Erzeugung geht weiter, sobald sie wieder da ist</translation>
    </message>
    <message>
        <source>going on with the answers in %1: %2 of %3</source>
        <translation>setzt die Antworten in %1 fort: %2 von %3</translation>
    </message>
    <message>
        <source>%1 of %2 answers are in %3; --resume goes on with them</source>
        <translation>%1 von %2 Antworten sind in %3; --resume setzt sie fort</translation>
    </message>
    <message>
        <source>--dtype %1: this CPU does not multiply it, so products are computed in float32; --dtype float32 is faster here</source>
        <translation>--dtype %1: diese CPU multipliziert das nicht, daher wird in float32 multipliziert; --dtype float32 ist hier schneller</translation>
    </message>
    <message>
        <source>has the unusable dtype %1</source>
        <translation>hat den unbrauchbaren Datentyp %1</translation>
    </message>
    <message>
        <source>describes more than %1 tensors: not a model</source>
        <translation>beschreibt mehr als %1 Tensoren: kein Modell</translation>
    </message>
    <message>
        <source>the attention of %1 digests to %2 tokens takes %3 GB; inspect a shorter text</source>
        <translation>die Aufmerksamkeit von %1 Digests auf %2 Tokens braucht %3 GB; einen kürzeren Text untersuchen</translation>
    </message>
    <message>
        <source>%1 cannot be computed here on %2; use --dtype float32</source>
        <translation>%1 kann hier auf %2 nicht gerechnet werden; --dtype float32 verwenden</translation>
    </message>
    <message>
        <source>the computation failed on %1; use --device cpu, or look after its driver</source>
        <translation>die Berechnung auf %1 ist fehlgeschlagen; --device cpu verwenden oder den Treiber prüfen</translation>
    </message>
    <message>
        <source>an operation of LibTorch failed, which it should not; please report it with what the same command prints when TORCH_SHOW_CPP_STACKTRACES=1 is set</source>
        <translation>eine Operation von LibTorch ist fehlgeschlagen, was nicht vorkommen sollte; bitte melden, mit der Ausgabe desselben Befehls bei TORCH_SHOW_CPP_STACKTRACES=1</translation>
    </message>
    <message>
        <source>cannot be written to: %1: %2; choose another folder</source>
        <translation>in %1 kann nicht geschrieben werden: %2; einen anderen Ordner wählen</translation>
    </message>
    <message>
        <source>a run&apos;s folder: %1; give one of its checkpoints, the folders checkpoint-N in it</source>
        <translation>Ordner eines Laufs: %1; einen seiner Checkpoints angeben, die Ordner checkpoint-N darin</translation>
    </message>
    <message>
        <source>%1 was trained on %2; of contexts that are cut otherwise it knows less</source>
        <translation>%1 wurde mit %2 trainiert; von anders zerlegten Kontexten weiß es weniger</translation>
    </message>
    <message>
        <source>has no effect at temperature 0</source>
        <translation>wirkt bei Temperatur 0 nicht</translation>
    </message>
    <message>
        <source>a largest gradient norm of 0 changes nothing</source>
        <translation>eine größte Gradientennorm von 0 ändert nichts</translation>
    </message>
    <message>
        <source>the run ends after %1 steps, before the learning rate is up</source>
        <translation>der Lauf endet nach %1 Schritten, bevor die Lernrate aufgewärmt ist</translation>
    </message>
    <message>
        <source>In brackets, or after ±, the 95 % interval: over examples, or over runs (checkpoints and seeds) where the number of runs has a star.</source>
        <translation>In Klammern oder nach ± das 95-%-Intervall: über Beispiele, oder über Läufe (Checkpoints und Seeds), wo die Zahl der Läufe einen Stern hat.</translation>
    </message>
    <message>
        <source>cannot be opened for writing: %1; choose a folder that may be written</source>
        <translation>kann nicht zum Schreiben geöffnet werden: %1; einen beschreibbaren Ordner wählen</translation>
    </message>
    <message>
        <source>this run has no checkpoint yet; give the folder of another one</source>
        <translation>dieser Lauf hat noch keinen Checkpoint; den Ordner eines anderen angeben</translation>
    </message>
    <message>
        <source>the token &quot;%1&quot; has the id %2, the model has only %3 embeddings; take it out of the text, or use the tokenizer of the model</source>
        <translation>das Token „%1“ hat die id %2, das Modell hat nur %3 Einbettungen; es aus dem Text nehmen oder den Tokenizer des Modells verwenden</translation>
    </message>
    <message>
        <source>added_tokens has an entry without usable &quot;id&quot; and &quot;content&quot;</source>
        <translation>added_tokens hat einen Eintrag ohne brauchbares &quot;id&quot; und &quot;content&quot;</translation>
    </message>
    <message>
        <source>token &quot;%1&quot; has the id %2 here, and %3 in added_tokens.json</source>
        <translation>Token „%1“ hat hier die id %2 und in added_tokens.json %3</translation>
    </message>
    <message>
        <source>extra_special_tokens is neither a list nor an object</source>
        <translation>extra_special_tokens ist weder Liste noch Objekt</translation>
    </message>
    <message>
        <source>gives the token &quot;%1&quot; the id %2, tokenizer.model beside it does not; they do not belong together</source>
        <translation>gibt dem Token „%1“ die id %2, tokenizer.model daneben nicht; sie gehören nicht zusammen</translation>
    </message>
    <message>
        <source>added_tokens is not a list</source>
        <translation>added_tokens ist keine Liste</translation>
    </message>
    <message>
        <source>manifest.json names &quot;%1&quot;, which is not a plain file name</source>
        <translation>manifest.json nennt „%1“, was kein einfacher Dateiname ist</translation>
    </message>
    <message>
        <source>%1 is not a tensor</source>
        <translation>%1 ist kein Tensor</translation>
    </message>
    <message>
        <source>%1 is missing; this is not a checkpoint of %2</source>
        <translation>%1 fehlt; dies ist kein Checkpoint von %2</translation>
    </message>
    <message>
        <source>unknown compressor &quot;%1&quot;</source>
        <translation>unbekannter Kompressor „%1“</translation>
    </message>
    <message>
        <source>%1 of %2 layers</source>
        <translation>%1 von %2 Schichten</translation>
    </message>
    <message>
        <source>num_hidden_layers: expected at most %1, got %2</source>
        <translation>num_hidden_layers: höchstens %1 erwartet, %2 gefunden</translation>
    </message>
    <message>
        <source>%1: expected an entry for each of the %2 layers</source>
        <translation>%1: ein Eintrag für jede der %2 Schichten erwartet</translation>
    </message>
    <message>
        <source>layer_types: %1 is not supported; full_attention and sliding_attention are</source>
        <translation>layer_types: %1 wird nicht unterstützt; full_attention und sliding_attention schon</translation>
    </message>
    <message>
        <source>layer_types asks for sliding_attention, but no sliding_window is given</source>
        <translation>layer_types verlangt sliding_attention, aber sliding_window fehlt</translation>
    </message>
    <message>
        <source>no_rope_layers: expected 1 for layers with rotary embeddings and 0 for those without, got %1</source>
        <translation>no_rope_layers: 1 für Schichten mit Rotary Embeddings und 0 für solche ohne erwartet, %1 gefunden</translation>
    </message>
    <message>
        <source> (its norms, activation and scaled embeddings differ)</source>
        <translation> (Normen, Aktivierung und skalierte Embeddings sind anders)</translation>
    </message>
    <message>
        <source> (a multimodal model)</source>
        <translation> (ein multimodales Modell)</translation>
    </message>
    <message>
        <source> (a mixture of experts)</source>
        <translation> (eine Mixture of Experts)</translation>
    </message>
    <message>
        <source>unsupported model_type %1; language models of the types %2 are supported</source>
        <translation>model_type %1 wird nicht unterstützt; Sprachmodelle der Typen %2 schon</translation>
    </message>
    <message>
        <source>%1: expected a finite number</source>
        <translation>%1: eine endliche Zahl erwartet</translation>
    </message>
    <message>
        <source>tensor &quot;rope_freqs.weight&quot;: expected %1 numbers in F32</source>
        <translation>Tensor „rope_freqs.weight“: %1 Zahlen in F32 erwartet</translation>
    </message>
    <message>
        <source>tensor &quot;rope_freqs.weight&quot; holds other frequencies than Llama 3&apos;s; this is not supported</source>
        <translation>Tensor „rope_freqs.weight“ enthält andere Frequenzen als die von Llama 3; das wird nicht unterstützt</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not supported; none, linear and yarn are</source>
        <translation>„%1“ wird nicht unterstützt; none, linear und yarn schon</translation>
    </message>
    <message>
        <source>general.architecture is missing; choose a GGUF file of a language model</source>
        <translation>general.architecture fehlt; eine GGUF-Datei eines Sprachmodells wählen</translation>
    </message>
    <message>
        <source>general.architecture &quot;%1&quot; is not supported; llama, qwen2, qwen3 and smollm3 are</source>
        <translation>general.architecture „%1“ wird nicht unterstützt; llama, qwen2, qwen3 und smollm3 schon</translation>
    </message>
    <message>
        <source>mixtures of experts are not supported</source>
        <translation>Mixtures of Experts werden nicht unterstützt</translation>
    </message>
    <message>
        <source>expected a whole number from 1 on</source>
        <translation>eine ganze Zahl ab 1 erwartet</translation>
    </message>
    <message>
        <source>expected a head size from 2 to 65536, got %1</source>
        <translation>eine Kopfgröße von 2 bis 65536 erwartet, %1 gefunden</translation>
    </message>
    <message>
        <source>values of another size than the keys are not supported</source>
        <translation>Values anderer Größe als die Keys werden nicht unterstützt</translation>
    </message>
    <message>
        <source>rotary embeddings of a part of each head are not supported</source>
        <translation>Rotary Embeddings nur für einen Teil jedes Kopfes werden nicht unterstützt</translation>
    </message>
    <message>
        <source>num_hidden_layers: more than %1 layers are not supported</source>
        <translation>num_hidden_layers: mehr als %1 Schichten werden nicht unterstützt</translation>
    </message>
    <message>
        <source>an IC-Former</source>
        <translation>einem IC-Former</translation>
    </message>
    <message>
        <source>mean pooling</source>
        <translation>Mean Pooling</translation>
    </message>
    <message>
        <source>no such folder; give the local folder of the model, or a .gguf file</source>
        <translation>kein solcher Ordner; den lokalen Ordner des Modells oder eine .gguf-Datei angeben</translation>
    </message>
    <message>
        <source>unsupported model_type %1; expected %2</source>
        <translation>model_type %1 wird nicht unterstützt; %2 erwartet</translation>
    </message>
    <message>
        <source>the rotary scaling &quot;yarn&quot; needs a rope_theta greater than 1</source>
        <translation>die Rotary-Skalierung „yarn“ braucht rope_theta größer als 1</translation>
    </message>
    <message>
        <source>a rotary factor of %1 is given, but no rope_type that uses it; linear, dynamic, llama3 and yarn do</source>
        <translation>ein Rotary-Faktor von %1 ist angegeben, aber kein rope_type, der ihn benutzt; linear, dynamic, llama3 und yarn tun es</translation>
    </message>
    <message>
        <source>rotary scaling of type &quot;%1&quot; is not supported; linear, dynamic, llama3 and yarn are</source>
        <translation>Rotary-Skalierung der Art „%1“ wird nicht unterstützt; linear, dynamic, llama3 und yarn schon</translation>
    </message>
    <message>
        <source>there is no checkpoint to resume from; name a sound one of those passed over with --resume in another --save_path, start from one with --icformer_path there, or anew with --overwrite</source>
        <translation>es gibt keinen Checkpoint zum Fortsetzen; einen unversehrten der übergangenen mit --resume in einem anderen --save_path nennen, dort mit --icformer_path von einem ausgehen, oder mit --overwrite neu beginnen</translation>
    </message>
    <message>
        <source>%1. Or begin from %2 in another --save_path, or move the run in %3 to previous-K first with --overwrite</source>
        <translation>%1. Oder von %2 in einem anderen --save_path beginnen, oder den Lauf in %3 mit --overwrite zuerst nach previous-K verschieben</translation>
    </message>
    <message>
        <source>%1 lines of metrics.jsonl and samples.jsonl were missing or different; they were put back from the checkpoint</source>
        <translation>%1 Zeilen von metrics.jsonl und samples.jsonl fehlten oder waren anders; sie wurden aus dem Checkpoint wiederhergestellt</translation>
    </message>
    <message>
        <source>%1: this compressor was fine-tuned with the prompt template &quot;%2&quot; and is asked with &quot;%3&quot;; expect poor answers, or leave --prompt_template out</source>
        <translation>%1: dieser Kompressor wurde mit der Prompt-Vorlage „%2“ feinabgestimmt und wird mit „%3“ gefragt; schlechte Antworten sind zu erwarten, oder --prompt_template weglassen</translation>
    </message>
    <message>
        <source>%1 is missing or does not fit config.json beside it</source>
        <translation>%1 fehlt oder passt nicht zur config.json daneben</translation>
    </message>
    <message>
        <source>says no model_type; choose the folder of a language model or of a compressor checkpoint</source>
        <translation>nennt keinen model_type; den Ordner eines Sprachmodells oder eines Kompressor-Checkpoints wählen</translation>
    </message>
    <message>
        <source>the folder chosen as language model holds a compressor checkpoint</source>
        <translation>der als Sprachmodell gewählte Ordner enthält einen Kompressor-Checkpoint</translation>
    </message>
    <message>
        <source>has the unusable %1 &quot;%2&quot;</source>
        <translation>hat %1 „%2“, das nicht zu gebrauchen ist</translation>
    </message>
    <message>
        <source>claims %1 %2; at most %3 are read</source>
        <translation>gibt %1 %2 an; höchstens %3 werden gelesen</translation>
    </message>
    <message>
        <source>claims %1 %2, more than it has bytes for; it may be cut off: fetch it again</source>
        <translation>gibt %1 %2 an, mehr, als es Bytes hat; vielleicht abgeschnitten: erneut holen</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has the unknown metadata type %2</source>
        <translation>„%1“ hat den unbekannten Metadatentyp %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has arrays nested deeper than %2</source>
        <translation>„%1“ hat Listen, die tiefer als %2 verschachtelt sind</translation>
    </message>
    <message>
        <source>has %1 dimensions; at most %2 are read</source>
        <translation>hat %1 Dimensionen; höchstens %2 werden gelesen</translation>
    </message>
    <message>
        <source>has the unusable dimension %1</source>
        <translation>hat die unbrauchbare Dimension %1</translation>
    </message>
    <message>
        <source>has a shape that does not fit its type %1</source>
        <translation>hat eine Form, die nicht zu seinem Typ %1 passt</translation>
    </message>
    <message>
        <source>does not begin at a multiple of the file&apos;s alignment of %1 bytes</source>
        <translation>beginnt nicht an einem Vielfachen der Ausrichtung der Datei von %1 Bytes</translation>
    </message>
    <message>
        <source>does not begin with &quot;GGUF&quot;: not a GGUF file</source>
        <translation>beginnt nicht mit „GGUF“: keine GGUF-Datei</translation>
    </message>
    <message>
        <source>is GGUF version %1; versions 2 and 3 are read: convert the model again</source>
        <translation>ist GGUF Version %1; gelesen werden die Versionen 2 und 3: das Modell neu umwandeln</translation>
    </message>
    <message>
        <source>is a big-endian GGUF file, or damaged; convert the model again on a little-endian machine</source>
        <translation>ist eine Big-Endian-GGUF-Datei oder beschädigt; das Modell auf einem Little-Endian-Rechner neu umwandeln</translation>
    </message>
    <message>
        <source>has the metadata key &quot;%1&quot; twice</source>
        <translation>hat den Metadatenschlüssel „%1“ zweimal</translation>
    </message>
    <message>
        <source>general.alignment: expected a power of two up to %1, got %2</source>
        <translation>general.alignment: eine Zweierpotenz bis %1 erwartet, %2 gefunden</translation>
    </message>
    <message>
        <source>has the tensor &quot;%1&quot; twice</source>
        <translation>hat den Tensor „%1“ zweimal</translation>
    </message>
    <message>
        <source>%1overlaps the one before it</source>
        <translation>%1überlappt den davor</translation>
    </message>
    <message>
        <source>%1reaches past the end of the file; it may be cut off: fetch it again</source>
        <translation>%1reicht über das Ende der Datei hinaus; vielleicht abgeschnitten: erneut holen</translation>
    </message>
    <message>
        <source>%1: expected a list of texts</source>
        <translation>%1: eine Liste von Texten erwartet</translation>
    </message>
    <message>
        <source>%1: expected a list of numbers</source>
        <translation>%1: eine Liste von Zahlen erwartet</translation>
    </message>
    <message>
        <source>tensor &quot;%1&quot; has %2 rows, which %3 heads of an even size do not make up</source>
        <translation>Tensor „%1“ hat %2 Zeilen, die %3 Köpfe gerader Größe nicht ergeben</translation>
    </message>
    <message>
        <source>tensor &quot;%1&quot; is a quantized bias, which is not supported</source>
        <translation>Tensor „%1“ ist ein quantisierter Bias; das wird nicht unterstützt</translation>
    </message>
    <message>
        <source>weight_map names &quot;%1&quot;; only %2 files of this folder are read</source>
        <translation>weight_map nennt „%1“; gelesen werden nur %2-Dateien dieses Ordners</translation>
    </message>
    <message>
        <source>holds neither model.safetensors nor model.safetensors.index.json, nor pytorch_model.bin or one .gguf file</source>
        <translation>enthält weder model.safetensors noch model.safetensors.index.json, auch nicht pytorch_model.bin oder eine einzelne .gguf-Datei</translation>
    </message>
    <message>
        <source>%1 is missing; the %2 may hold another kind of model</source>
        <translation>%1 fehlt; %2 enthält vielleicht ein Modell anderer Art</translation>
    </message>
    <message>
        <source>%1: expected shape %2, got %3</source>
        <translation>%1: Form %2 erwartet, %3 gefunden</translation>
    </message>
    <message>
        <source>%1 has the unsupported dtype %2; %3</source>
        <translation>%1 hat den nicht unterstützten dtype %2; %3</translation>
    </message>
    <message>
        <source>unknown device &quot;%1&quot;; use auto, cpu, cuda, cuda:0 … or mps</source>
        <translation>unbekanntes Gerät „%1“; auto, cpu, cuda, cuda:0 … oder mps angeben</translation>
    </message>
    <message>
        <source>this dtype cannot be written to a model file</source>
        <translation>dieser dtype kann nicht in eine Modelldatei geschrieben werden</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be in this list; give numbers from %2 to %3, separated by commas</source>
        <translation>„%1“ kann nicht in dieser Liste stehen; Zahlen von %2 bis %3, durch Kommas getrennt, angeben</translation>
    </message>
    <message>
        <source>not a folder: %1; give the folder that holds config.json, or a .gguf file</source>
        <translation>kein Ordner: %1; den Ordner mit config.json oder eine .gguf-Datei angeben</translation>
    </message>
    <message>
        <source>needed: the folder or GGUF file of the language model</source>
        <translation>nötig: der Ordner oder die GGUF-Datei des Sprachmodells</translation>
    </message>
    <message>
        <source>%1 contradicts the checkpoint %2, whose model_type is %3; leave it out, or choose another checkpoint</source>
        <translation>%1 widerspricht dem Checkpoint %2, dessen model_type %3 ist; weglassen oder einen anderen Checkpoint wählen</translation>
    </message>
    <message>
        <source>float16 is slow and imprecise on CPUs; use bfloat16 or auto</source>
        <translation>float16 ist auf CPUs langsam und ungenau; bfloat16 oder auto nehmen</translation>
    </message>
    <message>
        <source>0 leaves only the most likely token: the same as temperature 0</source>
        <translation>0 lässt nur das wahrscheinlichste Token übrig: dasselbe wie Temperatur 0</translation>
    </message>
    <message>
        <source>has no effect on mean pooling, which has no layers</source>
        <translation>hat auf Mean Pooling keine Wirkung, das keine Schichten hat</translation>
    </message>
    <message>
        <source>is not an evaluation of this program, or is damaged; choose another folder, or evaluate anew with --overwrite</source>
        <translation>ist keine Auswertung dieses Programms oder beschädigt; einen anderen Ordner wählen oder mit --overwrite neu auswerten</translation>
    </message>
    <message>
        <source>%1 is not an object</source>
        <translation>%1 ist kein Objekt</translation>
    </message>
    <message>
        <source>%1 has no usable &quot;%2&quot;</source>
        <translation>%1 hat kein brauchbares „%2“</translation>
    </message>
    <message>
        <source>%1 %2 is not supported</source>
        <translation>%1 %2 wird nicht unterstützt</translation>
    </message>
    <message>
        <source>holds no model</source>
        <translation>enthält kein Modell</translation>
    </message>
    <message>
        <source>has the id %1 with so few tokens</source>
        <translation>hat die id %1 bei so wenigen Token</translation>
    </message>
    <message>
        <source>splits texts into bytes, or joins bytes to texts, but not both; this is not supported</source>
        <translation>zerlegt Texte in Bytes oder fügt Bytes zu Texten, aber nicht beides; das wird nicht unterstützt</translation>
    </message>
    <message>
        <source>nests its steps too deep</source>
        <translation>verschachtelt seine Schritte zu tief</translation>
    </message>
    <message>
        <source>has more than %1 steps in a row</source>
        <translation>hat mehr als %1 Schritte hintereinander</translation>
    </message>
    <message>
        <source>token &quot;%1&quot; has no usable id</source>
        <translation>Token „%1“ hat keine brauchbare id</translation>
    </message>
    <message>
        <source>added_tokens is not a list of at most %1 tokens</source>
        <translation>added_tokens ist keine Liste von höchstens %1 Token</translation>
    </message>
    <message>
        <source>post_processor has no single id for &quot;%1&quot;</source>
        <translation>post_processor hat keine einzelne id für „%1“</translation>
    </message>
    <message>
        <source>gives the id %1 to two tokens</source>
        <translation>vergibt die id %1 an zwei Token</translation>
    </message>
    <message>
        <source>has a merge that is not two tokens</source>
        <translation>hat eine Verschmelzung, die nicht aus zwei Token besteht</translation>
    </message>
    <message>
        <source>holds &quot;%1&quot; twice</source>
        <translation>enthält „%1“ zweimal</translation>
    </message>
    <message>
        <source>tokenizer_config.json names no eos_token, so answers would never end</source>
        <translation>tokenizer_config.json nennt kein eos_token; Antworten würden nie enden</translation>
    </message>
    <message>
        <source>the model has no token &quot;%1&quot;, which unknown characters shall become</source>
        <translation>dem Modell fehlt das Token „%1“, zu dem unbekannte Zeichen werden sollen</translation>
    </message>
    <message>
        <source>merges &quot;%1&quot; and &quot;%2&quot;, which are not tokens, or make none</source>
        <translation>verschmilzt „%1“ und „%2“, die keine Token sind oder keines ergeben</translation>
    </message>
    <message>
        <source>%1: expected the id of one of the %2 tokens</source>
        <translation>%1: die id eines der %2 Token erwartet</translation>
    </message>
    <message>
        <source>tokenizer.ggml.pre &quot;%1&quot; is not supported; gpt-2, smollm, llama-bpe, qwen2 and tekken are</source>
        <translation>tokenizer.ggml.pre „%1“ wird nicht unterstützt; gpt-2, smollm, llama-bpe, qwen2 und tekken schon</translation>
    </message>
    <message>
        <source>tokenizer.ggml.merges is missing; convert the model again</source>
        <translation>tokenizer.ggml.merges fehlt; das Modell neu umwandeln</translation>
    </message>
    <message>
        <source>tokenizer.ggml.merges has a merge that is not two tokens</source>
        <translation>tokenizer.ggml.merges hat eine Verschmelzung, die nicht aus zwei Token besteht</translation>
    </message>
    <message>
        <source>tokenizer.ggml.model is missing; the file holds no tokenizer</source>
        <translation>tokenizer.ggml.model fehlt; die Datei enthält keinen Tokenizer</translation>
    </message>
    <message>
        <source>tokenizer.ggml.model &quot;%1&quot; is not supported; gpt2 and llama are</source>
        <translation>tokenizer.ggml.model „%1“ wird nicht unterstützt; gpt2 und llama schon</translation>
    </message>
    <message>
        <source>tokenizer.ggml.tokens: expected 1 to %1 tokens</source>
        <translation>tokenizer.ggml.tokens: 1 bis %1 Token erwartet</translation>
    </message>
    <message>
        <source>tokenizer.ggml.token_type has no entry for each token</source>
        <translation>tokenizer.ggml.token_type hat nicht für jedes Token einen Eintrag</translation>
    </message>
    <message>
        <source>token %1 is longer than %2 bytes</source>
        <translation>Token %1 ist länger als %2 Bytes</translation>
    </message>
    <message>
        <source>unknown template &quot;%1&quot;; use %2or a JSON file with &quot;prefix&quot;, &quot;lead&quot; and &quot;postfix&quot;</source>
        <translation>unbekannte Vorlage „%1“; %2oder eine JSON-Datei mit „prefix“, „lead“ und „postfix“ angeben</translation>
    </message>
    <message>
        <source>the prompt template is not an object with &quot;prefix&quot;, &quot;lead&quot; and &quot;postfix&quot;</source>
        <translation>die Prompt-Vorlage ist kein Objekt mit „prefix“, „lead“ und „postfix“</translation>
    </message>
    <message>
        <source>unusable entry &quot;%1&quot; of the prompt template; it has the texts &quot;prefix&quot;, &quot;lead&quot; and &quot;postfix&quot;, and &quot;bos&quot; (true or false)</source>
        <translation>unbrauchbarer Eintrag „%1“ der Prompt-Vorlage; sie hat die Texte „prefix“, „lead“ und „postfix“ sowie „bos“ (true oder false)</translation>
    </message>
    <message>
        <source>the prompt template has no &quot;%1&quot;</source>
        <translation>die Prompt-Vorlage hat kein „%1“</translation>
    </message>
    <message>
        <source>the pattern &quot;%1&quot; uses \%2 where it is not supported</source>
        <translation>das Muster „%1“ benutzt \%2, wo es nicht unterstützt wird</translation>
    </message>
    <message>
        <source>the pattern &quot;%1&quot; combines character classes, which is not supported</source>
        <translation>das Muster „%1“ verknüpft Zeichenklassen; das wird nicht unterstützt</translation>
    </message>
    <message>
        <source>holds a pattern of more than %1 bytes, or of no text</source>
        <translation>enthält ein Muster von mehr als %1 Bytes oder ein leeres</translation>
    </message>
    <message>
        <source>the pattern &quot;%1&quot; is not understood</source>
        <translation>das Muster „%1“ wird nicht verstanden</translation>
    </message>
    <message>
        <source>splitting this text takes too many steps</source>
        <translation>diesen Text zu zerlegen braucht zu viele Schritte</translation>
    </message>
    <message>
        <source>holds a pattern that is not supported</source>
        <translation>enthält ein Muster, das nicht unterstützt wird</translation>
    </message>
    <message>
        <source>holds neither tokenizer.model nor tokenizer.json; choose the folder of a model with one of them</source>
        <translation>enthält weder tokenizer.model noch tokenizer.json; den Ordner eines Modells mit einem davon wählen</translation>
    </message>
    <message>
        <source>stands where this run writes a checkpoint, and is not its own: %1; move it away</source>
        <translation>liegt, wo dieser Lauf einen Checkpoint schreibt, und gehört ihm nicht: %1; wegschieben</translation>
    </message>
    <message>
        <source>the language model&apos;s hidden size is not a multiple of its heads; no compressor can be made for it</source>
        <translation>die verborgene Größe des Sprachmodells ist kein Vielfaches seiner Köpfe; dafür lässt sich kein Kompressor anlegen</translation>
    </message>
    <message>
        <source>no compressor is given (--icformer_path): the language model reads the whole contexts</source>
        <translation>kein Kompressor angegeben (--icformer_path): das Sprachmodell liest die ganzen Kontexte</translation>
    </message>
    <message>
        <source>has a row that is not a whole number of blocks of %1</source>
        <translation>hat eine Zeile, die keine ganze Zahl von Blöcken zu %1 ist</translation>
    </message>
    <message>
        <source>could not be downloaded (%1); check the network, or download it elsewhere and name the file with --archive</source>
        <translation>konnte nicht heruntergeladen werden (%1); das Netz prüfen oder anderswo herunterladen und die Datei mit --archive nennen</translation>
    </message>
    <message>
        <source>downloading needs curl or wget, and neither is installed; install one, or download it elsewhere and name the file with --archive</source>
        <translation>zum Herunterladen fehlt curl oder wget; eines installieren oder anderswo herunterladen und die Datei mit --archive nennen</translation>
    </message>
    <message>
        <source>is there, but its %1 is missing or another one; move the folder away and start again</source>
        <translation>ist da, aber %1 fehlt oder ist ein anderes; den Ordner wegschieben und neu beginnen</translation>
    </message>
    <message>
        <source>cannot be made (%1); choose another folder with --folder</source>
        <translation>kann nicht angelegt werden (%1); mit --folder einen anderen Ordner wählen</translation>
    </message>
    <message>
        <source>is not the file that is expected: its SHA-256 is %1, not %2</source>
        <translation>ist nicht die erwartete Datei: ihr SHA-256 ist %1, nicht %2</translation>
    </message>
    <message>
        <source>holds another %1 than is expected; report it</source>
        <translation>enthält ein anderes %1 als erwartet; bitte melden</translation>
    </message>
    <message>
        <source>is not a state dict (names with their tensors); save the model again as safetensors</source>
        <translation>ist kein State Dict (Namen mit ihren Tensoren); das Modell neu als safetensors speichern</translation>
    </message>
    <message>
        <source>has no entry &quot;%1&quot;; fetch the file again</source>
        <translation>hat keinen Eintrag „%1“; die Datei erneut holen</translation>
    </message>
    <message>
        <source>entry &quot;%1&quot; is damaged; fetch the file again</source>
        <translation>Eintrag „%1“ ist beschädigt; die Datei erneut holen</translation>
    </message>
    <message>
        <source>this program has loaded the CPU build of LibTorch; name the folder of its CUDA build in ICF_CUDA_LIBTORCH (./run --cuda fetches it), or use cpu</source>
        <translation>dieses Programm hat LibTorch für die CPU geladen; den Ordner des CUDA-Builds in ICF_CUDA_LIBTORCH nennen (./run --cuda holt ihn) oder cpu nehmen</translation>
    </message>
    <message>
        <source>there is no NVIDIA driver here (libcuda.so.1); install it, or use cpu</source>
        <translation>hier gibt es keinen NVIDIA-Treiber (libcuda.so.1); ihn installieren oder cpu nehmen</translation>
    </message>
    <message>
        <source>the NVIDIA driver serves CUDA up to %1, and this LibTorch needs %2; update the driver, or use cpu</source>
        <translation>der NVIDIA-Treiber kann CUDA bis %1, dieses LibTorch braucht %2; den Treiber erneuern oder cpu nehmen</translation>
    </message>
    <message>
        <source>there is no NVIDIA GPU here that CUDA can use; use cpu</source>
        <translation>hier gibt es keine NVIDIA-GPU, die CUDA benutzen kann; cpu nehmen</translation>
    </message>
    <message>
        <source>small gradients vanish in float16, and the loss is not scaled; train in bfloat16 or float32</source>
        <translation>kleine Gradienten verschwinden in float16, und der Loss wird nicht skaliert; in bfloat16 oder float32 trainieren</translation>
    </message>
    <message>
        <source>has no effect without --clip_grad</source>
        <translation>hat ohne --clip_grad keine Wirkung</translation>
    </message>
    <message>
        <source>the run ends after %1 steps, at the end of its epochs; raise --max_epoch for %2</source>
        <translation>der Lauf endet nach %1 Schritten, am Ende seiner Epochen; für %2 --max_epoch erhöhen</translation>
    </message>
    <message>
        <source>this MPI cannot be used by a program with threads; use another one</source>
        <translation>dieses MPI taugt nicht für ein Programm mit Threads; ein anderes nehmen</translation>
    </message>
    <message>
        <source>cannot be loaded: %1; build or install the program again</source>
        <translation>kann nicht geladen werden: %1; das Programm neu bauen oder installieren</translation>
    </message>
    <message>
        <source>is of another version; build or install the program again</source>
        <translation>ist von einer anderen Version; das Programm neu bauen oder installieren</translation>
    </message>
    <message>
        <source>the launcher started %1 processes, but MPI connects %2; use the launcher of the MPI that this program was built with, and with srun the option --mpi=pmix</source>
        <translation>der Starter hat %1 Prozesse gestartet, MPI verbindet aber %2; den Starter des MPI nehmen, mit dem dieses Programm gebaut wurde, und bei srun die Option --mpi=pmix</translation>
    </message>
    <message>
        <source>started by an MPI launcher with %1 processes, but this program was built without MPI; build it where Open MPI is installed (Debian: libopenmpi-dev), or start one process</source>
        <translation>von einem MPI-Starter mit %1 Prozessen gestartet, aber dieses Programm wurde ohne MPI gebaut; dort bauen, wo Open MPI installiert ist (Debian: libopenmpi-dev), oder einen Prozess starten</translation>
    </message>
    <message>
        <source>process %1 of %2</source>
        <translation>Prozess %1 von %2</translation>
    </message>
    <message>
        <source>%1; choose another --save_path</source>
        <translation>%1; einen anderen --save_path wählen</translation>
    </message>
    <message>
        <source>a run is being written here by %1; wait for it, stop it, or choose another --save_path</source>
        <translation>hier schreibt %1 gerade einen Lauf; warten, ihn stoppen oder einen anderen --save_path wählen</translation>
    </message>
    <message>
        <source>is not an answer that the run can have given there: the file is damaged</source>
        <translation>ist keine Antwort, die der Lauf dort gegeben haben kann: die Datei ist beschädigt</translation>
    </message>
    <message>
        <source>unknown_options is not a list of options: not a run of this program</source>
        <translation>unknown_options ist keine Liste von Optionen: kein Lauf dieses Programms</translation>
    </message>
    <message>
        <source>cannot be made a folder%1; choose another --save_path</source>
        <translation>lässt sich nicht als Ordner anlegen%1; einen anderen --save_path wählen</translation>
    </message>
    <message>
        <source>is a file or a link where a checkpoint may be written; move it away, or choose another --save_path</source>
        <translation>ist eine Datei oder ein Link, wo ein Checkpoint geschrieben werden kann; wegschieben oder einen anderen --save_path wählen</translation>
    </message>
    <message>
        <source>is a checkpoint of no run that is known here; choose another --save_path, or move it to previous-K with --overwrite</source>
        <translation>ist ein Checkpoint keines hier bekannten Laufs; einen anderen --save_path wählen oder ihn mit --overwrite nach previous-K verschieben</translation>
    </message>
    <message>
        <source>holds a run.json that cannot be read (%1); choose another --save_path, or replace it with --overwrite</source>
        <translation>enthält ein run.json, das sich nicht lesen lässt (%1); einen anderen --save_path wählen oder es mit --overwrite ersetzen</translation>
    </message>
    <message>
        <source>holds an unfinished run; continue it with --resume, replace it with --overwrite, or choose another --save_path</source>
        <translation>enthält einen unfertigen Lauf; ihn mit --resume fortsetzen, mit --overwrite ersetzen oder einen anderen --save_path wählen</translation>
    </message>
    <message>
        <source>%1 holds %2, which is not a count: the file is damaged</source>
        <translation>%1 enthält %2, was keine Anzahl ist: die Datei ist beschädigt</translation>
    </message>
    <message>
        <source>tokenizer.ggml.scores does not hold a number for each token</source>
        <translation>tokenizer.ggml.scores enthält nicht für jedes Token eine Zahl</translation>
    </message>
    <message>
        <source>tokenizer.ggml.scores has an entry that is not a number</source>
        <translation>tokenizer.ggml.scores hat einen Eintrag, der keine Zahl ist</translation>
    </message>
    <message>
        <source>no such folder; give a local folder with a language model (hub names are not fetched)</source>
        <translation>kein solcher Ordner; einen lokalen Ordner mit einem Sprachmodell angeben (Namen des Hubs werden nicht geholt)</translation>
    </message>
    <message>
        <source>%1: tie_word_embeddings is true, but the file has another lm_head.weight; the embedding is used in its place. If lm_head.weight is meant, set &quot;tie_word_embeddings&quot;: false in config.json</source>
        <translation>%1: tie_word_embeddings ist true, aber die Datei hat ein anderes lm_head.weight; an seiner Stelle wird das Embedding benutzt. Ist lm_head.weight gemeint, &quot;tie_word_embeddings&quot;: false in config.json setzen</translation>
    </message>
    <message>
        <source>%1 of %2 rows left out: the same text stands in an earlier row</source>
        <translation>%1 von %2 Zeilen weggelassen: derselbe Text steht in einer früheren Zeile</translation>
    </message>
    <message>
        <source>%1 of %2 rows left out: Chinese, Japanese or full-width characters in the input</source>
        <translation>%1 von %2 Zeilen weggelassen: chinesische, japanische oder vollbreite Zeichen in der Eingabe</translation>
    </message>
    <message>
        <source>%1 of %2 rows left out: one of the five open-ended prompts, such as &quot;Summarize the above text.&quot;</source>
        <translation>%1 von %2 Zeilen weggelassen: einer der fünf offenen Prompts, etwa „Summarize the above text.“</translation>
    </message>
    <message>
        <source>%1 of %2 rows left out: unusable lines; --strict names and refuses the first</source>
        <translation>%1 von %2 Zeilen weggelassen: unbrauchbare Zeilen; --strict nennt die erste und hält dort an</translation>
    </message>
    <message>
        <source>--decode_int8: only the CPU decodes in 8 bits; %1 reads the weights as they are</source>
        <translation>--decode_int8: nur die CPU dekodiert in 8 Bit; %1 liest die Gewichte, wie sie sind</translation>
    </message>
    <message>
        <source>%1 of %2 %3 take more than the %4 positions that the %5 was made for, the longest %6; %7</source>
        <translation>%1 von %2 (%3) brauchen mehr als die %4 Positionen, für die das Modell (%5) gemacht ist, am meisten %6; %7</translation>
    </message>
    <message>
        <source>%1: %2 is not defined: no reference has %3</source>
        <translation>%1: %2 ist nicht definiert: keine Referenz hat %3</translation>
    </message>
    <message>
        <source>%1: %2 over the %3 of %4 examples whose reference has %5</source>
        <translation>%1: %2 über die %3 von %4 Beispielen, deren Referenz %5 hat</translation>
    </message>
    <message>
        <source>holds no torch/lib/libtorch_cuda.so; name the folder that ./run --cuda filled</source>
        <translation>enthält kein torch/lib/libtorch_cuda.so; den Ordner nennen, den ./run --cuda gefüllt hat</translation>
    </message>
    <message>
        <source>is LibTorch %1; this program needs %2</source>
        <translation>ist LibTorch %1; dieses Programm braucht %2</translation>
    </message>
    <message>
        <source>%1 takes %2 GB in %3, and %4 has %5 GB left</source>
        <translation>%1 braucht %2 GB in %3, und auf %4 sind %5 GB frei</translation>
    </message>
    <message>
        <source>%1; resume it with a smaller --batch_size or with --gradient_checkpointing, or with a smaller --max_seq_len and --allow_changes; other programs on the device take memory too</source>
        <translation>%1; mit kleinerem --batch_size oder mit --gradient_checkpointing fortsetzen, oder mit kleinerem --max_seq_len und --allow_changes; auch andere Programme auf dem Gerät brauchen Speicher</translation>
    </message>
    <message>
        <source>this program has computed on the GPU without it before; start it again, with CUBLAS_WORKSPACE_CONFIG=:4096:8 in its environment</source>
        <translation>dieses Programm hat vorher ohne die Option auf der GPU gerechnet; es mit CUBLAS_WORKSPACE_CONFIG=:4096:8 in der Umgebung neu starten</translation>
    </message>
    <message>
        <source>an operation of this computation has no deterministic form on %1; leave the option out</source>
        <translation>eine Operation dieser Rechnung hat auf %1 keine deterministische Form; die Option weglassen</translation>
    </message>
    <message>
        <source>what was to be compared could not be computed</source>
        <translation>was verglichen werden sollte, ließ sich nicht berechnen</translation>
    </message>
    <message>
        <source>the shapes differ</source>
        <translation>die Formen unterscheiden sich</translation>
    </message>
    <message>
        <source>the numbers of tensors differ</source>
        <translation>die Anzahlen der Tensoren unterscheiden sich</translation>
    </message>
    <message>
        <source>the numbers of rows differ</source>
        <translation>die Anzahlen der Zeilen unterscheiden sich</translation>
    </message>
    <message>
        <source>the run ended early: %1</source>
        <translation>der Lauf endete vorzeitig: %1</translation>
    </message>
    <message>
        <source>there is no checkpoint: the training failed</source>
        <translation>es gibt keinen Checkpoint: das Training ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>interrupted after %1 steps, resumed </source>
        <translation>nach %1 Schritten unterbrochen, fortgesetzt </translation>
    </message>
    <message>
        <source>%1: expected a token id or a list of up to %2, got %3</source>
        <translation>%1: eine Token-Kennung oder eine Liste von höchstens %2 erwartet, %3 gefunden</translation>
    </message>
    <message>
        <source>%1: at most %2 parts are read, got %3</source>
        <translation>%1: gelesen werden höchstens %2 Teile, %3 gefunden</translation>
    </message>
    <message>
        <source>the parts hold %1 tensors, and split.tensors.count says %2; fetch them again</source>
        <translation>die Teile enthalten %1 Tensoren, split.tensors.count gibt %2 an; sie erneut holen</translation>
    </message>
    <message>
        <source>does not say that it is part %1 of %2; fetch it again</source>
        <translation>gibt nicht an, Teil %1 von %2 zu sein; erneut holen</translation>
    </message>
    <message>
        <source>has the tensor &quot;%1&quot;, which another part has too</source>
        <translation>hat den Tensor „%1“, den auch ein anderer Teil hat</translation>
    </message>
    <message>
        <source>%1 processes work together (%2)</source>
        <translation>%1 Prozesse arbeiten zusammen (%2)</translation>
    </message>
    <message>
        <source>--weights %1: only the CPU keeps them so; %2 keeps them in %3</source>
        <translation>--weights %1: nur die CPU hält sie so; %2 hält sie in %3</translation>
    </message>
    <message>
        <source>%1 failed: %2; NCCL_DEBUG=INFO tells more</source>
        <translation>%1 fehlgeschlagen: %2; NCCL_DEBUG=INFO sagt mehr</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a port</source>
        <translation>„%1“ ist kein Port</translation>
    </message>
    <message>
        <source>%1 is none of %2 processes</source>
        <translation>%1 ist keiner von %2 Prozessen</translation>
    </message>
    <message>
        <source>another program uses this store; give another MASTER_PORT</source>
        <translation>ein anderes Programm benutzt diesen Speicher; einen anderen MASTER_PORT angeben</translation>
    </message>
    <message>
        <source>&quot;digests&quot; has a value that no run can have: the file is damaged</source>
        <translation>„digests“ hat einen Wert, den kein Lauf haben kann: die Datei ist beschädigt</translation>
    </message>
    <message>
        <source>the gradient of %1 changed after it was sent; this is a fault of the program</source>
        <translation>der Gradient von %1 hat sich nach dem Senden geändert; das ist ein Fehler des Programms</translation>
    </message>
    <message>
        <source>gradients are added up on the host: not every process has a card of its own, or NCCL is not there</source>
        <translation>die Gradienten werden auf dem Rechner addiert: nicht jeder Prozess hat eine eigene Karte, oder NCCL ist nicht da</translation>
    </message>
    <message>
        <source>is part %1 of %2 of a model; give the first part</source>
        <translation>ist Teil %1 von %2 eines Modells; den ersten Teil angeben</translation>
    </message>
    <message>
        <source>is the first of %1 parts of a model, whose names must end in -00001-of-00003.gguf and so on; give it its name back</source>
        <translation>ist der erste von %1 Teilen eines Modells, deren Namen auf -00001-of-00003.gguf und so weiter enden müssen; ihm seinen Namen zurückgeben</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a number</source>
        <translation>„%1“ ist keine Zahl</translation>
    </message>
    <message>
        <source>is not set, although %1 says that there are %2 processes</source>
        <translation>ist nicht gesetzt, obwohl es laut %1 %2 Prozesse sind</translation>
    </message>
    <message>
        <source>not all of the %1 processes came to %2 within %3 minutes; see that the address is that of the first one, that the port is free, and that RANK and WORLD_SIZE are right (LibTorch says: %4)</source>
        <translation>nicht alle %1 Prozesse kamen innerhalb von %3 Minuten zu %2; prüfen, ob die Adresse die des ersten ist, der Port frei ist und RANK und WORLD_SIZE stimmen (LibTorch sagt: %4)</translation>
    </message>
    <message>
        <source>the store at %1 cannot be reached any more%2; the run can be resumed from its last checkpoint</source>
        <translation>der Store unter %1 ist nicht mehr erreichbar%2; der Lauf kann von seinem letzten Checkpoint fortgesetzt werden</translation>
    </message>
    <message>
        <source>%1 has given no sign of life for %2 s; all end, and the run can be resumed from its last checkpoint</source>
        <translation>%1 gab %2 s lang kein Lebenszeichen; alle enden, und der Lauf kann von seinem letzten Checkpoint fortgesetzt werden</translation>
    </message>
    <message>
        <source>the run has read all of its epochs: there is nothing more to read</source>
        <translation>der Lauf hat alle seine Epochen gelesen: es gibt nichts mehr zu lesen</translation>
    </message>
</context>
<context>
    <name>EngineText</name>
    <message>
        <source>Resume it</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>allowing changes, on the command line</source>
        <translation>mit zugelassenen Änderungen, auf der Befehlszeile</translation>
    </message>
    <message>
        <source>“%1”</source>
        <comment>an option by its label</comment>
        <translation>„%1“</translation>
    </message>
</context>
<context>
    <name>Evaluation</name>
    <message>
        <source>Question answering</source>
        <translation>Fragen beantworten</translation>
    </message>
    <message>
        <source>Autoencoding</source>
        <translation>Autokodierung</translation>
    </message>
    <message>
        <source>Randomness ladder</source>
        <translation>Zufallsleiter</translation>
    </message>
    <message>
        <source>Needle in a haystack</source>
        <translation>Nadel im Heuhaufen</translation>
    </message>
    <message>
        <source>Key-value retrieval</source>
        <translation>Schlüssel-Wert-Abfrage</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Compressed</source>
        <translation>Komprimiert</translation>
    </message>
    <message>
        <source>Full context</source>
        <translation>Voller Kontext</translation>
    </message>
    <message>
        <source>No context</source>
        <translation>Kein Kontext</translation>
    </message>
    <message>
        <source>First tokens</source>
        <translation>Erste Token</translation>
    </message>
    <message>
        <source>Last tokens</source>
        <translation>Letzte Token</translation>
    </message>
    <message>
        <source>First and last tokens</source>
        <translation>Erste und letzte Token</translation>
    </message>
    <message>
        <source>Random tokens</source>
        <translation>Zufällige Token</translation>
    </message>
    <message>
        <source>Mean pooling</source>
        <translation>Mean-Pooling</translation>
    </message>
    <message>
        <source>Retrieved passages</source>
        <translation>Herausgesuchte Stellen</translation>
    </message>
    <message>
        <source>Another row&apos;s digest</source>
        <translation>Digest einer anderen Zeile</translation>
    </message>
    <message>
        <source>Value found</source>
        <translation>Wert gefunden</translation>
    </message>
    <message>
        <source>Exact match</source>
        <translation>Genau gleich</translation>
    </message>
    <message>
        <source>Token F1</source>
        <translation>Token-F1</translation>
    </message>
    <message>
        <source>Token precision</source>
        <translation>Token-Genauigkeit</translation>
    </message>
    <message>
        <source>Token recall</source>
        <translation>Token-Trefferquote</translation>
    </message>
    <message>
        <source>ROUGE-1 precision</source>
        <translation>ROUGE-1-Genauigkeit</translation>
    </message>
    <message>
        <source>ROUGE-1 recall</source>
        <translation>ROUGE-1-Trefferquote</translation>
    </message>
    <message>
        <source>ROUGE-1 F1</source>
        <translation>ROUGE-1-F1</translation>
    </message>
    <message>
        <source>ROUGE-2 precision</source>
        <translation>ROUGE-2-Genauigkeit</translation>
    </message>
    <message>
        <source>ROUGE-2 recall</source>
        <translation>ROUGE-2-Trefferquote</translation>
    </message>
    <message>
        <source>ROUGE-2 F1</source>
        <translation>ROUGE-2-F1</translation>
    </message>
    <message>
        <source>ROUGE-L precision</source>
        <translation>ROUGE-L-Genauigkeit</translation>
    </message>
    <message>
        <source>ROUGE-L recall</source>
        <translation>ROUGE-L-Trefferquote</translation>
    </message>
    <message>
        <source>ROUGE-L F1</source>
        <translation>ROUGE-L-F1</translation>
    </message>
    <message>
        <source>BLEU-4</source>
        <translation>BLEU-4</translation>
    </message>
    <message>
        <source>Edit rate</source>
        <translation>Änderungsrate</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Loss</translation>
    </message>
    <message>
        <source>Token accuracy</source>
        <translation>Token-Treffer</translation>
    </message>
    <message>
        <source>Divergence from full context</source>
        <translation>Abweichung vom vollen Kontext</translation>
    </message>
    <message>
        <source>Not defined: ROUGE counts words of Latin letters and digits, and the reference has none.</source>
        <translation>Nicht definiert: ROUGE zählt Wörter aus lateinischen Buchstaben und Ziffern, und die Referenz hat keine.</translation>
    </message>
    <message>
        <source>Not defined: BLEU-4 counts runs of four words, and the reference has fewer.</source>
        <translation>Nicht definiert: BLEU-4 zählt Folgen von vier Wörtern, und die Referenz hat weniger.</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 T %2 h</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1, GPU %2</source>
        <translation>%1, GPU %2</translation>
    </message>
    <message>
        <source>Mean pooling</source>
        <translation>Mean-Pooling</translation>
    </message>
    <message>
        <source>In-Context Former</source>
        <translation>In-Context Former</translation>
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
        <translation>Stimmt den Anfangskompressor der Demo etwa eine Minute lang auf zwei Kernen fein ab; unterwegs werden Testfragen beantwortet.</translation>
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
        <source>Layers</source>
        <translation>Schichten</translation>
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
        <source>Learning rate</source>
        <translation>Lernrate</translation>
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
        <source>Samples whose gradients make one optimizer step: what is usually called the batch size.</source>
        <translation>Beispiele, deren Gradienten einen Optimierungsschritt ergeben: was sonst Batch-Größe heißt.</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>Beispiele</translation>
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
        <translation>Loss der Feinabstimmung = alpha · Kreuzentropie + (1 − alpha) · Abweichung vom Modell mit vollem Kontext.</translation>
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
        <source>Stop at the first unusable line of the data instead of skipping and counting it.</source>
        <translation>Bei der ersten unbrauchbaren Zeile der Daten stoppen, statt sie zu überspringen und zu zählen.</translation>
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
        <translation>Den Checkpoint mit dem kleinsten Validierungs-Loss nie entfernen.</translation>
    </message>
    <message>
        <source>Validation data</source>
        <translation>Validierungsdaten</translation>
    </message>
    <message>
        <source>Held-out jsonl in the format of the training data. Empty: none.</source>
        <translation>Validierungsdaten (jsonl) im Format der Trainingsdaten. Leer: keines.</translation>
    </message>
    <message>
        <source>Validate every</source>
        <translation>Validieren alle</translation>
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
        <translation>Validierungen ohne besseren Loss, nach denen der Lauf endet. 0: nie.</translation>
    </message>
    <message>
        <source>validations</source>
        <translation>Validierungen</translation>
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
        <source>Language model, copies for products</source>
        <translation>Sprachmodell, Kopien für Produkte</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>Systems</source>
        <translation>Systeme</translation>
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
    <message>
        <source>The hidden sentence; {key}, {first} and {value} are replaced by a name, its first word and a number.</source>
        <translation>Der versteckte Satz; {key}, {first} und {value} werden durch einen Namen, dessen erstes Wort und eine Zahl ersetzt.</translation>
    </message>
    <message>
        <source>What to measure</source>
        <translation>Was gemessen wird</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>Arbeit</translation>
    </message>
    <message>
        <source>Batch sizes</source>
        <translation>Batch-Größen</translation>
    </message>
    <message>
        <source>contexts</source>
        <translation>Kontexte</translation>
    </message>
    <message>
        <source>Repetitions</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>Timed rounds of each work, after one that is not timed.</source>
        <translation>Gemessene Runden jeder Arbeit, nach einer nicht gemessenen.</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Token ids</source>
        <translation>Tokennummern</translation>
    </message>
    <message>
        <source>Instead of a text: JSON array of token ids.</source>
        <translation>Anstelle eines Textes: JSON-Feld mit Tokennummern.</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>jsonl file that data opens. Empty: a temporary file of made-up texts.</source>
        <translation>jsonl-Datei, die data öffnet. Leer: eine vorübergehende Datei mit erfundenen Texten.</translation>
    </message>
    <message>
        <source>Size of the made-up data</source>
        <translation>Größe der erfundenen Daten</translation>
    </message>
    <message>
        <source>Size of the temporary file that data opens.</source>
        <translation>Größe der vorübergehenden Datei, die data öffnet.</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>MB</translation>
    </message>
    <message>
        <source>JSON file for every single time. Empty: none is written.</source>
        <translation>JSON-Datei für jede einzelne Zeit. Leer: keine.</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Instead of random weights: folder of a language model.</source>
        <translation>Anstelle zufälliger Gewichte: Ordner eines Sprachmodells.</translation>
    </message>
    <message>
        <source>Its compressor. Empty: random weights, 3 layers, 128 digests.</source>
        <translation>Sein Kompressor. Leer: zufällige Gewichte, 3 Schichten, 128 Digests.</translation>
    </message>
    <message>
        <source>Ratios</source>
        <translation>Verhältnisse</translation>
    </message>
    <message>
        <source>Comma-separated compression ratios of qa, autoencode and ladder, reached by the length of the chunks. Empty: the chunks set below.</source>
        <translation>Durch Kommas getrennte Kompressionsverhältnisse für qa, autoencode und ladder, erreicht durch die Länge der Stücke. Leer: die unten gesetzten Stücke.</translation>
    </message>
    <message>
        <source>Step size of AdamW; with a schedule, the highest.</source>
        <translation>Schrittweite von AdamW; mit einem Verlauf die höchste.</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>Aufwärmen</translation>
    </message>
    <message>
        <source>Also write the learning rate&apos;s state for the Python code, when there is a schedule. Resuming here does not need it.</source>
        <translation>Auch den Zustand der Lernrate für den Python-Code schreiben, wenn es einen Verlauf gibt. Das Fortsetzen hier braucht ihn nicht.</translation>
    </message>
    <message>
        <source>Optimizer steps between validations; one more ends the run. 0: at the end of each epoch and of the run.</source>
        <translation>Optimierungsschritte zwischen Validierungen; eine weitere beendet den Lauf. 0: am Ende jeder Epoche und des Laufs.</translation>
    </message>
    <message>
        <source>Line numbers</source>
        <translation>Zeilennummern</translation>
    </message>
    <message>
        <source>Also write which line of the data each answer belongs to, as {&quot;line&quot;}: rows may be left out.</source>
        <translation>Auch schreiben, zu welcher Zeile der Daten jede Antwort gehört, als {&quot;line&quot;}: Zeilen können ausgelassen sein.</translation>
    </message>
    <message>
        <source>File whose bytes are the context (UTF-8; only a byte-order mark is dropped); nothing is trimmed or cut.</source>
        <translation>Datei, deren Bytes der Kontext sind (UTF-8; nur eine Byte-Order-Mark entfällt); nichts wird beschnitten.</translation>
    </message>
    <message>
        <source>Comma-separated numbers of contexts compressed together; batches of more than 131,072 tokens are left out.</source>
        <translation>Durch Kommas getrennte Zahlen zusammen komprimierter Kontexte; Batches von mehr als 131.072 Token entfallen.</translation>
    </message>
    <message>
        <source>Text file that contexts are taken from, so that tokens repeat as in real use. Empty: the text of this program&apos;s licence.</source>
        <translation>Textdatei, aus der Kontexte genommen werden, damit sich Token wie im echten Gebrauch wiederholen. Leer: der Text der Lizenz dieses Programms.</translation>
    </message>
    <message>
        <source>dtype of the computation. auto: bfloat16 where the device computes it natively, else float32. The compressor&apos;s trained weights are always kept in float32.</source>
        <translation>dtype der Berechnung. auto: bfloat16, wo das Gerät es selbst rechnet, sonst float32. Die trainierten Gewichte des Kompressors bleiben immer in float32.</translation>
    </message>
    <message>
        <source>CPU threads for the computation. 0: one per core.</source>
        <translation>CPU-Threads für die Berechnung. 0: einer je Kern.</translation>
    </message>
    <message>
        <source>Prompt template</source>
        <translation>Prompt-Vorlage</translation>
    </message>
    <message>
        <source>Words around context and prompt: llama2 (the published ones), chatml, llama3, qwen3, mistral, plain, or a JSON file with prefix, lead and postfix. Empty: the compressor&apos;s, else the language model&apos;s.</source>
        <translation>Text um Kontext und Prompt: llama2 (der veröffentlichte), chatml, llama3, qwen3, mistral, plain oder eine JSON-Datei mit prefix, lead und postfix. Leer: der des Kompressors, sonst der des Sprachmodells.</translation>
    </message>
    <message>
        <source>Generate answers with the language model&apos;s weights quantized to 8 bits: faster on a CPU, but answers may change a little. Prompts are read with the original weights.</source>
        <translation>Antworten mit auf 8 Bit quantisierten Gewichten des Sprachmodells erzeugen: schneller auf einer CPU, aber Antworten können sich etwas ändern. Prompts werden mit den ursprünglichen Gewichten gelesen.</translation>
    </message>
    <message>
        <source>Feed the compressor the language model&apos;s last hidden states instead of token embeddings. Slower; the paper&apos;s main results do not use it.</source>
        <translation>Dem Kompressor die letzten verborgenen Zustände des Sprachmodells statt der Token-Embeddings geben. Langsamer; die Hauptergebnisse des Artikels benutzen es nicht.</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>icformer: the In-Context Former; mean_pooling: means of neighbouring embeddings and a linear map. auto: what the checkpoint is, and an icformer where a new compressor is made.</source>
        <translation>icformer: der In-Context Former; mean_pooling: Mittel benachbarter Embeddings und eine lineare Abbildung. auto: was der Checkpoint ist, und ein icformer, wo ein neuer Kompressor entsteht.</translation>
    </message>
    <message>
        <source>Layers of a new icformer; a loaded checkpoint brings its own.</source>
        <translation>Schichten eines neuen icformer; ein geladener Checkpoint bringt seine eigenen mit.</translation>
    </message>
    <message>
        <source>constant: the same rate throughout; linear, cosine: decays to 0 by the end of the run.</source>
        <translation>constant: durchweg dieselbe Rate; linear, cosine: fällt bis zum Ende des Laufs auf 0.</translation>
    </message>
    <message>
        <source>Optimizer steps over which the rate rises linearly from 0, whatever the schedule.</source>
        <translation>Optimierungsschritte, über die die Rate linear von 0 ansteigt, gleich bei welchem Verlauf.</translation>
    </message>
    <message>
        <source>Decay fraction</source>
        <translation>Anteil des Abfalls</translation>
    </message>
    <message>
        <source>Fraction of the steps after the warm-up over which a linear or cosine rate decays; it is constant until then.</source>
        <translation>Anteil der Schritte nach dem Warm-up, über den eine lineare oder Kosinus-Rate abfällt; bis dahin ist sie konstant.</translation>
    </message>
    <message>
        <source>Shuffle the data anew in each epoch.</source>
        <translation>Die Daten in jeder Epoche neu mischen.</translation>
    </message>
    <message>
        <source>Largest number of tokens to generate.</source>
        <translation>Höchste Zahl erzeugter Token.</translation>
    </message>
    <message>
        <source>0: always the most likely token; higher: more random.</source>
        <translation>0: immer das wahrscheinlichste Token; höher: zufälliger.</translation>
    </message>
    <message>
        <source>Sample only from the most likely tokens whose probabilities add up to this.</source>
        <translation>Nur aus den wahrscheinlichsten Token ziehen, deren Wahrscheinlichkeiten sich hierzu summieren.</translation>
    </message>
    <message>
        <source>Sample only from this many of the most likely tokens. 0: all.</source>
        <translation>Nur aus so vielen der wahrscheinlichsten Token ziehen. 0: alle.</translation>
    </message>
    <message>
        <source>Folder with the tokenizer.model or tokenizer.json.</source>
        <translation>Ordner mit tokenizer.model oder tokenizer.json.</translation>
    </message>
    <message>
        <source>Comma-separated positions of the fact, from 0 (start) to 1 (end).</source>
        <translation>Durch Kommas getrennte Positionen der Tatsache, von 0 (Anfang) bis 1 (Ende).</translation>
    </message>
    <message>
        <source>Folder of the results. An interrupted evaluation with the same settings continues where it stopped.</source>
        <translation>Ordner der Ergebnisse. Eine unterbrochene Auswertung mit denselben Einstellungen macht weiter, wo sie aufhörte.</translation>
    </message>
    <message>
        <source>one per core</source>
        <translation>einer je Kern</translation>
    </message>
    <message>
        <source>Folder of the frozen language model, or its GGUF file: Llama, Mistral, Qwen, SmolLM and others like them.</source>
        <translation>Ordner des eingefrorenen Sprachmodells oder seine GGUF-Datei: Llama, Mistral, Qwen, SmolLM und ähnliche.</translation>
    </message>
    <message>
        <source>8-bit decoding</source>
        <translation>8-Bit-Dekodierung</translation>
    </message>
    <message>
        <source>Micro-batch size</source>
        <translation>Micro-Batch-Größe</translation>
    </message>
    <message>
        <source>Stop at invalid rows</source>
        <translation>Bei ungültigen Zeilen stoppen</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>unbegrenzt</translation>
    </message>
    <message>
        <source>Batch size per step</source>
        <translation>Batch-Größe je Schritt</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>once an epoch</source>
        <translation>einmal je Epoche</translation>
    </message>
    <message>
        <source>Comma-separated lengths that compress and read are measured at.</source>
        <translation>Durch Kommas getrennte Längen, bei denen compress und read gemessen werden.</translation>
    </message>
    <message>
        <source>Samples of a training step</source>
        <translation>Beispiele je Trainingsschritt</translation>
    </message>
    <message>
        <source>Contexts of 512 tokens that train reads together.</source>
        <translation>Kontexte von 512 Tokens, die train zusammen liest.</translation>
    </message>
    <message>
        <source>Recompute activations</source>
        <translation>Aktivierungen neu berechnen</translation>
    </message>
    <message>
        <source>train computes each layer of the language model again in the backward pass, as with this option of pretrain.</source>
        <translation>train berechnet jede Schicht des Sprachmodells im Rückwärtsgang neu, wie pretrain mit dieser Option.</translation>
    </message>
    <message>
        <source>Sizes of models with random weights, which take as long as trained ones. llama-2-7b: the compressor only; llama-2-7b-whole and llama-3-8b: the language model too, 14 and 16 GB in bfloat16.</source>
        <translation>Größen von Modellen mit zufälligen Gewichten, die so lange brauchen wie trainierte. llama-2-7b: nur der Kompressor; llama-2-7b-whole und llama-3-8b: auch das Sprachmodell, 14 und 16 GB in bfloat16.</translation>
    </message>
    <message>
        <source>Language model, recomputed</source>
        <translation>Sprachmodell, neu berechnet</translation>
    </message>
    <message>
        <source>Deterministic</source>
        <translation>Deterministisch</translation>
    </message>
    <message>
        <source>On a GPU, only use algorithms that give the same bits every time, so that a resumed run ends as if it had not been stopped; slower. On a CPU this always holds.</source>
        <translation>Auf einer GPU nur Verfahren verwenden, die jedes Mal dieselben Bits ergeben, so dass ein fortgesetzter Lauf endet, als wäre er nie gestoppt worden; langsamer. Auf einer CPU gilt das immer.</translation>
    </message>
    <message>
        <source>Compute each layer of the language model again in the backward pass in place of keeping what it computed: far less memory, up to half more time, the same results.</source>
        <translation>Jede Schicht des Sprachmodells im Rückwärtsgang neu berechnen, statt ihre Zwischenwerte zu behalten: viel weniger Speicher, bis zur Hälfte mehr Zeit, dieselben Ergebnisse.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>What is measured.</source>
        <translation>Was gemessen wird.</translation>
    </message>
    <message>
        <source>Weights in memory</source>
        <translation>Gewichte im Speicher</translation>
    </message>
    <message>
        <source>How a CPU keeps the frozen language model&apos;s matrices. auto: those of a quantized GGUF file as they are, others in the precision above. dtype: all in that precision. int8, int4: rounded to 8 or 4 bits for each weight; less memory and faster answers, but results change a little.</source>
        <translation>Wie eine CPU die Matrizen des eingefrorenen Sprachmodells hält. auto: die einer quantisierten GGUF-Datei, wie sie sind, andere in der Genauigkeit oben. dtype: alle in dieser Genauigkeit. int8, int4: auf 8 oder 4 Bit je Gewicht gerundet; weniger Speicher und schnellere Antworten, aber die Ergebnisse ändern sich etwas.</translation>
    </message>
    <message>
        <source>What is asked of the systems.</source>
        <translation>Was von den Systemen verlangt wird.</translation>
    </message>
    <message>
        <source>What the language model reads in place of the context: the digests, and baselines to compare them with.</source>
        <translation>Was das Sprachmodell anstelle des Kontexts liest: die Digests und Vergleichssysteme.</translation>
    </message>
</context>
<context>
    <name>Progress</name>
    <message>
        <source>Compressing %1 tokens</source>
        <translation>Komprimiert %1 Tokens</translation>
    </message>
    <message>
        <source>Reading %1 tokens</source>
        <translation>Liest %1 Tokens</translation>
    </message>
    <message>
        <source>Writing token after token</source>
        <translation>Schreibt Token für Token</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation>noch etwa %1</translation>
    </message>
    <message>
        <source>Longer than the %1 tokens that the model was made for: slow, and the answer will mean little.</source>
        <translation>Länger als die %1 Tokens, für die das Modell gemacht ist: langsam, und die Antwort sagt wenig.</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>Wird geöffnet</translation>
    </message>
</context>
<context>
    <name>RunCheckpoints</name>
    <message>
        <source>%1 · step %2</source>
        <comment>run and step</comment>
        <translation>%1 · Schritt %2</translation>
    </message>
</context>
<context>
    <name>RunColumns</name>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Stichwörter</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>pre-train</source>
        <translation>Vortraining</translation>
    </message>
    <message>
        <source>fine-tune</source>
        <translation>Feinabstimmung</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Last loss</source>
        <translation>Letzter Loss</translation>
    </message>
    <message>
        <source>Training loss of the last step</source>
        <translation>Trainings-Loss des letzten Schritts</translation>
    </message>
    <message>
        <source>Best validation</source>
        <translation>Beste Validierung</translation>
    </message>
    <message>
        <source>Lowest loss on the held-out rows</source>
        <translation>Kleinster Loss auf den Validierungszeilen</translation>
    </message>
    <message>
        <source>Last validation</source>
        <translation>Letzte Validierung</translation>
    </message>
    <message>
        <source>Loss on the held-out rows at the last validation</source>
        <translation>Loss auf den Validierungszeilen bei der letzten Validierung</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>Validation accuracy: share of the label tokens that are the likeliest under teacher forcing, at the last validation</source>
        <translation>Validierungs-Treffer: Anteil der Ziel-Token, die unter Vorgabe die wahrscheinlichsten sind, bei der letzten Validierung</translation>
    </message>
    <message>
        <source>Diagonality</source>
        <translation>Diagonalität</translation>
    </message>
    <message>
        <source>Share of each digest&apos;s attention that falls on its own stretch of the context, at the last validation</source>
        <translation>Anteil der Aufmerksamkeit jedes Digests, der auf seinen eigenen Abschnitt des Kontexts fällt, bei der letzten Validierung</translation>
    </message>
    <message>
        <source>EM</source>
        <translation>EM</translation>
    </message>
    <message>
        <source>Exact match of the answers, from the newest evaluation of one of the run&apos;s checkpoints</source>
        <translation>Anteil genau gleicher Antworten, aus der neuesten Auswertung eines Checkpoints des Laufs</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>F1 over the words of the answers, from the newest evaluation of one of the run&apos;s checkpoints</source>
        <translation>F1 über die Wörter der Antworten, aus der neuesten Auswertung eines Checkpoints des Laufs</translation>
    </message>
    <message>
        <source>ROUGE-L</source>
        <translation>ROUGE-L</translation>
    </message>
    <message>
        <source>ROUGE-L F1 of the answers, from the newest evaluation of one of the run&apos;s checkpoints</source>
        <translation>ROUGE-L-F1 der Antworten, aus der neuesten Auswertung eines Checkpoints des Laufs</translation>
    </message>
    <message>
        <source>BLEU</source>
        <translation>BLEU</translation>
    </message>
    <message>
        <source>BLEU of the reconstructions, from the newest evaluation of one of the run&apos;s checkpoints</source>
        <translation>BLEU der Wiederherstellungen, aus der neuesten Auswertung eines Checkpoints des Laufs</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>Verhältnis</translation>
    </message>
    <message>
        <source>Realised ratio: context tokens read per digest made, until the last checkpoint.  Short contexts and the last chunks make it differ from what the options say</source>
        <translation>Erreichtes Verhältnis: gelesene Kontext-Token je erzeugtem Digest, bis zum letzten Checkpoint. Durch kurze Kontexte und die letzten Stücke weicht es von den Optionen ab</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Context tokens read</source>
        <translation>Gelesene Kontext-Token</translation>
    </message>
    <message>
        <source>Tokens/s</source>
        <translation>Token/s</translation>
    </message>
    <message>
        <source>Context tokens read in a second of training, over the whole run</source>
        <translation>Gelesene Kontext-Token je Sekunde Training, über den ganzen Lauf</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Time spent training, pauses left out</source>
        <translation>Trainingszeit ohne Pausen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Of the run&apos;s folder</source>
        <translation>Größe des Laufordners</translation>
    </message>
    <message>
        <source>Peak memory</source>
        <translation>Speicherspitze</translation>
    </message>
    <message>
        <source>The most memory that the program held while the run went on, above what it held when the run began</source>
        <translation>Der meiste Speicher, den das Programm während des Laufs hielt, über das hinaus, was es zu Beginn hielt</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>What the run was computed on</source>
        <translation>Worauf der Lauf gerechnet wurde</translation>
    </message>
    <message>
        <source>Dtype</source>
        <translation>Dtype</translation>
    </message>
    <message>
        <source>What auto became</source>
        <translation>Was aus auto wurde</translation>
    </message>
</context>
<context>
    <name>icf::ui::AboutDialog</name>
    <message>
        <source>About IC-Former Studio</source>
        <translation>Über IC-Former Studio</translation>
    </message>
    <message>
        <source>IC-Former Studio</source>
        <translation>IC-Former Studio</translation>
    </message>
    <message>
        <source>A workbench for context compression with the In-Context Former: train a compressor, watch it learn, and compare answers from digests with answers from the full text. Nothing leaves this computer.</source>
        <translation>Eine Werkbank für Kontextkompression mit dem In-Context Former: einen Kompressor trainieren, ihm beim Lernen zusehen und Antworten aus Digests mit Antworten aus dem vollen Text vergleichen. Nichts verlässt diesen Rechner.</translation>
    </message>
    <message>
        <source>Component</source>
        <translation>Bestandteil</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Components</source>
        <translation>Bestandteile</translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation>Versionen kopieren</translation>
    </message>
    <message>
        <source>Licence texts</source>
        <translation>Lizenztexte</translation>
    </message>
</context>
<context>
    <name>icf::ui::AccuracyPlot</name>
    <message>
        <source>Position in the context (tokens)</source>
        <translation>Stelle im Kontext (Token)</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>probability of the right token</source>
        <translation>Wahrscheinlichkeit des richtigen Tokens</translation>
    </message>
    <message>
        <source>its mean over 7 tokens</source>
        <translation>ihr Mittel über 7 Token</translation>
    </message>
    <message>
        <source>free-running right, mean over 7 tokens</source>
        <translation>frei laufend richtig, Mittel über 7 Token</translation>
    </message>
    <message>
        <source>Accuracy by position</source>
        <translation>Treffer nach Stelle</translation>
    </message>
    <message>
        <source>The table of the reconstruction holds the same values.</source>
        <translation>Die Tabelle der Wiederherstellung enthält dieselben Werte.</translation>
    </message>
</context>
<context>
    <name>icf::ui::AnswerBoard</name>
    <message>
        <source>the reference</source>
        <translation>der Musterantwort</translation>
    </message>
    <message>
        <source>the full-context answer</source>
        <translation>der Antwort mit vollem Kontext</translation>
    </message>
    <message>
        <source>the other answer</source>
        <translation>die andere Antwort</translation>
    </message>
</context>
<context>
    <name>icf::ui::AnswerColumn</name>
    <message>
        <source>Reads no context</source>
        <translation>Liest keinen Kontext</translation>
    </message>
    <message>
        <source>Reads all %1 tokens</source>
        <translation>Liest alle %1 Token</translation>
    </message>
    <message>
        <source>Reads %1 digests for %2 tokens</source>
        <translation>Liest %1 Digests für %2 Token</translation>
    </message>
    <message>
        <source>Reads %1 vectors for %2 tokens</source>
        <translation>Liest %1 Vektoren für %2 Token</translation>
    </message>
    <message>
        <source>Reads %1 of %2 tokens</source>
        <translation>Liest %1 von %2 Token</translation>
    </message>
    <message>
        <source>Waits for its turn</source>
        <translation>Wartet, bis es an der Reihe ist</translation>
    </message>
    <message>
        <source>Answering…</source>
        <translation>Antwortet …</translation>
    </message>
    <message>
        <source>The answer is empty.</source>
        <translation>Die Antwort ist leer.</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>Digests kept from the last question</source>
        <translation>Digests von der letzten Frage behalten</translation>
    </message>
    <message>
        <source>Same words as %1</source>
        <translation>Dieselben Wörter wie in %1</translation>
    </message>
    <message numerus="yes">
        <source>%n word(s) differ from %1</source>
        <translation>
            <numerusform>%n Wort weicht von %1 ab</numerusform>
            <numerusform>%n Wörter weichen von %1 ab</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n word(s) differ from %1, %2 missing</source>
        <translation>
            <numerusform>%n Wort weicht von %1 ab, %2 fehlen</numerusform>
            <numerusform>%n Wörter weichen von %1 ab, %2 fehlen</numerusform>
        </translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>Verhältnis</translation>
    </message>
    <message>
        <source>Compress</source>
        <translation>Komprimieren</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>behalten</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>Erstes Token</translation>
    </message>
    <message>
        <source>Decode</source>
        <translation>Erzeugen</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>%1 tokens/s</source>
        <translation>%1 Token/s</translation>
    </message>
    <message>
        <source>KV cache</source>
        <translation>KV-Cache</translation>
    </message>
    <message>
        <source>Exact match</source>
        <translation>Genau gleich</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>ROUGE-L</source>
        <translation>ROUGE-L</translation>
    </message>
    <message>
        <source>BLEU-4</source>
        <translation>BLEU-4</translation>
    </message>
    <message>
        <source>precision %1, recall %2</source>
        <translation>Genauigkeit %1, Trefferquote %2</translation>
    </message>
    <message>
        <source>Answer %1</source>
        <translation>Antwort %1</translation>
    </message>
    <message>
        <source>Stop this column</source>
        <translation>Diese Spalte stoppen</translation>
    </message>
    <message>
        <source>Remove this column</source>
        <translation>Diese Spalte entfernen</translation>
    </message>
    <message>
        <source>The answer appears here.</source>
        <translation>Hier erscheint die Antwort.</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Stoppt …</translation>
    </message>
    <message numerus="yes">
        <source>Stopped at the %n-token limit</source>
        <translation>
            <numerusform>Gestoppt an der Grenze von %n Token</numerusform>
            <numerusform>Gestoppt an der Grenze von %n Token</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>chunks of %n token(s)</source>
        <translation>
            <numerusform>Stücke von %n Token</numerusform>
            <numerusform>Stücke von %n Token</numerusform>
        </translation>
    </message>
    <message>
        <source>no chunks</source>
        <translation>keine Stücke</translation>
    </message>
    <message>
        <source>Context kept from the last question</source>
        <translation>Kontext von der letzten Frage behalten</translation>
    </message>
    <message>
        <source>Show what the digests still know of the context</source>
        <translation>Zeigen, was die Digests vom Kontext noch wissen</translation>
    </message>
    <message>
        <source>Read context</source>
        <translation>Kontext lesen</translation>
    </message>
</context>
<context>
    <name>icf::ui::AttentionPanel</name>
    <message>
        <source>Mean of layers</source>
        <translation>Mittel der Schichten</translation>
    </message>
    <message>
        <source>Layer %1</source>
        <translation>Schicht %1</translation>
    </message>
    <message>
        <source>Mean of heads</source>
        <translation>Mittel der Köpfe</translation>
    </message>
    <message>
        <source>Head %1</source>
        <translation>Kopf %1</translation>
    </message>
    <message>
        <source>%1 digests over %2 tokens. Point at a cell, or move with the arrow keys.</source>
        <translation>%1 Digests über %2 Token. Auf eine Zelle zeigen oder mit den Pfeiltasten gehen.</translation>
    </message>
    <message>
        <source>&amp;Layer</source>
        <translation>&amp;Schicht</translation>
    </message>
    <message>
        <source>&amp;Head</source>
        <translation>&amp;Kopf</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>Kopf</translation>
    </message>
    <message>
        <source>Larger cells (+)</source>
        <translation>Größere Zellen (+)</translation>
    </message>
    <message>
        <source>Smaller cells (−)</source>
        <translation>Kleinere Zellen (−)</translation>
    </message>
    <message>
        <source>Fit the width (0)</source>
        <translation>An die Breite anpassen (0)</translation>
    </message>
    <message>
        <source>Attention of each digest over the context</source>
        <translation>Aufmerksamkeit jedes Digests über den Kontext</translation>
    </message>
    <message>
        <source>Digests</source>
        <translation>Digests</translation>
    </message>
    <message numerus="yes">
        <source>%n vector(s). This compressor has no attention: see the nearest tokens and the reconstruction.</source>
        <translation>
            <numerusform>%n Vektor. Dieser Kompressor hat keine Attention: siehe die nächsten Token und die Rekonstruktion.</numerusform>
            <numerusform>%n Vektoren. Dieser Kompressor hat keine Attention: siehe die nächsten Token und die Rekonstruktion.</numerusform>
        </translation>
    </message>
    <message>
        <source>Normalize each row</source>
        <translation>Jede Zeile normieren</translation>
    </message>
    <message>
        <source>Colour each digest&apos;s row up to its own largest weight, not to the largest of all</source>
        <translation>Die Zeile jedes Digests bis zu ihrem eigenen größten Gewicht einfärben, nicht bis zum größten von allen</translation>
    </message>
    <message>
        <source>Attention weight</source>
        <translation>Aufmerksamkeitsgewicht</translation>
    </message>
    <message>
        <source>largest of the row</source>
        <translation>größtes der Zeile</translation>
    </message>
    <message>
        <source>The context, tinted by what the digests still know</source>
        <translation>Der Kontext, danach eingefärbt, was die Digests noch wissen</translation>
    </message>
    <message>
        <source>Reading the context back from its digests…</source>
        <translation>Liest den Kontext aus seinen Digests zurück …</translation>
    </message>
    <message>
        <source>Probability when read back</source>
        <translation>Wahrscheinlichkeit beim Zurücklesen</translation>
    </message>
    <message>
        <source>Of each token, given the right ones before it. Underlined: another token is likelier.</source>
        <translation>Für jedes Token, bei richtigen Token davor. Unterstrichen: ein anderes Token ist wahrscheinlicher.</translation>
    </message>
    <message>
        <source>The context was not read back from its digests.</source>
        <translation>Der Kontext wurde nicht aus seinen Digests zurückgelesen.</translation>
    </message>
</context>
<context>
    <name>icf::ui::BenchPage</name>
    <message>
        <source>Bench</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Measure how fast this machine compresses, trains and answers</source>
        <translation>Messen, wie schnell dieser Rechner komprimiert, trainiert und antwortet</translation>
    </message>
    <message>
        <source>Cannot start:</source>
        <translation>Start nicht möglich:</translation>
    </message>
    <message>
        <source>Waiting for the training to end</source>
        <translation>Wartet auf das Ende des Trainings</translation>
    </message>
    <message>
        <source>Opening the models</source>
        <translation>Öffnet die Modelle</translation>
    </message>
    <message numerus="yes">
        <source>%n thread(s)</source>
        <translation>
            <numerusform>%n Thread</numerusform>
            <numerusform>%n Threads</numerusform>
        </translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Gemessen</translation>
    </message>
    <message>
        <source>Export the benchmark</source>
        <translation>Messung exportieren</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Wrote %1</source>
        <translation>%1 geschrieben</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>Show the advanced options too</source>
        <translation>Auch die erweiterten Optionen zeigen</translation>
    </message>
    <message>
        <source>Command line of these options</source>
        <translation>Befehlszeile dieser Optionen</translation>
    </message>
    <message>
        <source>Copy the command line</source>
        <translation>Befehlszeile kopieren</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Measure each work several times; close other programs for steady figures</source>
        <translation>Jede Arbeit mehrmals messen; andere Programme schließen, damit die Werte ruhig sind</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>JSON…</source>
        <translation>JSON…</translation>
    </message>
    <message>
        <source>CSV…</source>
        <translation>CSV…</translation>
    </message>
    <message>
        <source>Progress of the benchmark</source>
        <translation>Fortschritt der Messung</translation>
    </message>
    <message>
        <source>Benchmark</source>
        <translation>Messung</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Stoppt …</translation>
    </message>
    <message>
        <source>Choose what to measure and press Measure: the median of each work, its spread and its rate appear here.</source>
        <translation>Wählen, was gemessen wird, und „Messen“ drücken: hier erscheinen Median, Streuung und Tempo jeder Arbeit.</translation>
    </message>
    <message>
        <source>With the demo&apos;s models it takes about a minute.</source>
        <translation>Mit den Modellen der Demo dauert es etwa eine Minute.</translation>
    </message>
</context>
<context>
    <name>icf::ui::BenchTable</name>
    <message>
        <source>Opening the models</source>
        <translation>Öffnet die Modelle</translation>
    </message>
    <message>
        <source>Decode, 8-bit: left out, as only the CPU does it</source>
        <translation>Dekodieren, 8 Bit: entfällt, da nur die CPU es kann</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>%1 samples/s</source>
        <translation>%1 Beispiele/s</translation>
    </message>
    <message>
        <source>%1 tokens/s</source>
        <translation>%1 Token/s</translation>
    </message>
    <message>
        <source>What is measured</source>
        <translation>Was gemessen wird</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>Arbeit</translation>
    </message>
    <message>
        <source>Tokens of each context</source>
        <translation>Token jedes Kontextes</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Contexts at a time</source>
        <translation>Kontexte zugleich</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Batch</translation>
    </message>
    <message>
        <source>Median of the timed rounds</source>
        <translation>Median der gemessenen Runden</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>Range of the middle half of the rounds, as a share of the median</source>
        <translation>Spanne der mittleren Hälfte der Runden, als Anteil am Median</translation>
    </message>
    <message>
        <source>Spread</source>
        <translation>Streuung</translation>
    </message>
    <message>
        <source>What goes through in a second at the median</source>
        <translation>Was beim Median in einer Sekunde durchläuft</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Durchsatz</translation>
    </message>
    <message>
        <source>Most memory that the whole program held during the work</source>
        <translation>Größter Speicher des ganzen Programms während der Arbeit</translation>
    </message>
    <message>
        <source>Peak memory</source>
        <translation>Speicherspitze</translation>
    </message>
    <message>
        <source>Different tokens among the contexts: fewer are faster</source>
        <translation>Verschiedene Token in den Kontexten: weniger sind schneller</translation>
    </message>
    <message>
        <source>Different tokens</source>
        <translation>Verschiedene Token</translation>
    </message>
    <message>
        <source>Compress</source>
        <translation>Komprimieren</translation>
    </message>
    <message>
        <source>without the token table</source>
        <translation>ohne Token-Tabelle</translation>
    </message>
    <message>
        <source>with the token table</source>
        <translation>mit Token-Tabelle</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>a step of pre-training</source>
        <translation>ein Schritt Vortraining</translation>
    </message>
    <message>
        <source>Prefill</source>
        <translation>Prefill</translation>
    </message>
    <message>
        <source>full context</source>
        <translation>voller Kontext</translation>
    </message>
    <message>
        <source>Decode</source>
        <translation>Dekodieren</translation>
    </message>
    <message>
        <source>Decode, 8-bit</source>
        <translation>Dekodieren, 8 Bit</translation>
    </message>
    <message>
        <source>after 160 tokens</source>
        <translation>nach 160 Token</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>Erstes Token</translation>
    </message>
    <message>
        <source>compress and read digests</source>
        <translation>komprimieren und Digests lesen</translation>
    </message>
    <message>
        <source>read the full context</source>
        <translation>den vollen Kontext lesen</translation>
    </message>
    <message>
        <source>Load the models</source>
        <translation>Modelle laden</translation>
    </message>
    <message>
        <source>from the disk&apos;s cache</source>
        <translation>aus dem Cache der Platte</translation>
    </message>
    <message>
        <source>Open the data</source>
        <translation>Daten öffnen</translation>
    </message>
    <message>
        <source>Read as ICAE</source>
        <translation>Lesen wie ICAE</translation>
    </message>
    <message>
        <source>chunks and digests</source>
        <translation>Abschnitte und Digests</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Token</translation>
    </message>
</context>
<context>
    <name>icf::ui::CheckpointStepper</name>
    <message>
        <source>Checkpoint %1 of %2</source>
        <translation>Checkpoint %1 von %2</translation>
    </message>
    <message>
        <source>The run&apos;s checkpoint before this one</source>
        <translation>Der vorige Checkpoint des Laufs</translation>
    </message>
    <message>
        <source>The run&apos;s next checkpoint</source>
        <translation>Der nächste Checkpoint des Laufs</translation>
    </message>
    <message>
        <source>Step %1 · %2 of %3</source>
        <translation>Schritt %1 · %2 von %3</translation>
    </message>
</context>
<context>
    <name>icf::ui::CheckpointTable</name>
    <message>
        <source>%1 (best validation)</source>
        <translation>%1 (beste Validierung)</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>Checkpoints</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>Checkpoint</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Loss</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation>Validierungs-Loss</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>Geschrieben</translation>
    </message>
    <message>
        <source>Training loss of the checkpoint&apos;s last step</source>
        <translation>Trainings-Loss des letzten Schritts des Checkpoints</translation>
    </message>
    <message>
        <source>Loss on the held-out rows, where there was a validation after this step</source>
        <translation>Loss auf den Validierungszeilen, wo nach diesem Schritt validiert wurde</translation>
    </message>
</context>
<context>
    <name>icf::ui::ColumnChooser</name>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>More columns</source>
        <translation>Weitere Spalten</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen …</translation>
    </message>
    <message>
        <source>Folder of a checkpoint or of a run</source>
        <translation>Ordner eines Checkpoints oder eines Laufs</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>Checkpoint</translation>
    </message>
    <message>
        <source>Add a column for another checkpoint, or for a run whose checkpoints to step through</source>
        <translation>Eine Spalte für einen weiteren Checkpoint hinzufügen oder für einen Lauf, um seine Checkpoints durchzugehen</translation>
    </message>
</context>
<context>
    <name>icf::ui::ColumnsDialog</name>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Find a column or an option</source>
        <translation>Spalte oder Option suchen</translation>
    </message>
    <message>
        <source>Options that differ between the runs</source>
        <translation>Optionen, in denen sich die Läufe unterscheiden</translation>
    </message>
    <message>
        <source>One column for each option that is not the same in all runs</source>
        <translation>Eine Spalte für jede Option, die nicht in allen Läufen gleich ist</translation>
    </message>
    <message>
        <source>Usual columns</source>
        <translation>Übliche Spalten</translation>
    </message>
</context>
<context>
    <name>icf::ui::ComparePage</name>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Stop all columns</source>
        <translation>Alle Spalten stoppen</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Show earlier comparisons (%1)</source>
        <translation>Frühere Vergleiche zeigen (%1)</translation>
    </message>
    <message>
        <source>Ask every column, one after the other (%1)</source>
        <translation>Jede Spalte fragen, eine nach der anderen (%1)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Stop all columns (%1)</source>
        <translation>Alle Spalten stoppen (%1)</translation>
    </message>
    <message>
        <source>Settings, the same for every column</source>
        <translation>Einstellungen, für alle Spalten dieselben</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Mark words that differ from</source>
        <translation>Wörter markieren, abweichend von</translation>
    </message>
    <message>
        <source>full-context answer</source>
        <translation>Antwort mit vollem Kontext</translation>
    </message>
    <message>
        <source>reference answer</source>
        <translation>Musterantwort</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>Blind</source>
        <translation>Blind</translation>
    </message>
    <message>
        <source>Hide which of two columns is which until you have rated the answers</source>
        <translation>Verbergen, welche der zwei Spalten welche ist, bis die Antworten bewertet sind</translation>
    </message>
    <message>
        <source>Which answer is better?</source>
        <translation>Welche Antwort ist besser?</translation>
    </message>
    <message>
        <source>A</source>
        <translation>A</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>Both bad</source>
        <translation>Beide schlecht</translation>
    </message>
    <message>
        <source>Ask one question of the compressed and the full context, side by side</source>
        <translation>Eine Frage an den komprimierten und den vollen Kontext, nebeneinander</translation>
    </message>
    <message>
        <source>Choose a language model first.</source>
        <translation>Zuerst ein Sprachmodell wählen.</translation>
    </message>
    <message>
        <source>Choose at least one column.</source>
        <translation>Mindestens eine Spalte wählen.</translation>
    </message>
    <message>
        <source>Type a prompt first.</source>
        <translation>Zuerst einen Prompt eingeben.</translation>
    </message>
    <message>
        <source>Paste a context first, or choose only the column without one.</source>
        <translation>Zuerst einen Kontext einfügen oder nur die Spalte ohne Kontext wählen.</translation>
    </message>
    <message numerus="yes">
        <source>%n column(s) answered</source>
        <translation>
            <numerusform>%n Spalte beantwortet</numerusform>
            <numerusform>%n Spalten beantwortet</numerusform>
        </translation>
    </message>
    <message>
        <source>Rating kept in the history</source>
        <translation>Bewertung im Verlauf behalten</translation>
    </message>
    <message>
        <source>A comparison is running. Stop it before you open another.</source>
        <translation>Ein Vergleich läuft. Vor dem Öffnen eines anderen stoppen.</translation>
    </message>
    <message>
        <source>The history kept only the beginning of this context; asking again would ask about less text.</source>
        <translation>Der Verlauf hat nur den Anfang dieses Kontexts behalten; erneutes Fragen bezöge sich auf weniger Text.</translation>
    </message>
    <message>
        <source>These answers came from %1 with %2; other models are chosen above.</source>
        <translation>Diese Antworten stammen von %1 mit %2; oben sind andere Modelle gewählt.</translation>
    </message>
    <message>
        <source>no compressor</source>
        <translation>keinem Kompressor</translation>
    </message>
    <message>
        <source>Prompt set</source>
        <translation>Promptliste</translation>
    </message>
    <message>
        <source>Ask the prompts of a file one after the other, unattended (%1)</source>
        <translation>Die Prompts einer Datei nacheinander stellen, unbeaufsichtigt (%1)</translation>
    </message>
    <message numerus="yes">
        <source>%n prompt(s) asked</source>
        <translation>
            <numerusform>%n Prompt gestellt</numerusform>
            <numerusform>%n Prompts gestellt</numerusform>
        </translation>
    </message>
    <message>
        <source>Open a prompt set</source>
        <translation>Promptliste öffnen</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Stoppt …</translation>
    </message>
    <message>
        <source>Prompt sets (*.jsonl *.json *.jsonl.gz *.jsonl.zst *.txt);;All files (*)</source>
        <translation>Fragensätze (*.jsonl *.json *.jsonl.gz *.jsonl.zst *.txt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Equally good</source>
        <translation>Gleich gut</translation>
    </message>
    <message>
        <source>Blind ratings of the two so far: “%1” better %2, “%3” better %4, equally good %5, both bad %6.</source>
        <translation>Blinde Bewertungen der beiden bisher: „%1“ besser %2, „%3“ besser %4, gleich gut %5, beide schlecht %6.</translation>
    </message>
    <message>
        <source>These answers are of %1, with other models or settings.</source>
        <translation>Diese Antworten sind von %1, mit anderen Modellen oder Einstellungen.</translation>
    </message>
    <message>
        <source>These answers are of %1, about another context.</source>
        <translation>Diese Antworten sind von %1, zu einem anderen Kontext.</translation>
    </message>
    <message>
        <source>These answers are of %1, to another question: “%2”</source>
        <translation>Diese Antworten sind von %1, auf eine andere Frage: „%2“</translation>
    </message>
    <message>
        <source>Choose a compressor checkpoint.</source>
        <translation>Einen Kompressor-Checkpoint wählen.</translation>
    </message>
    <message>
        <source>There is no context yet.</source>
        <translation>Es gibt noch keinen Kontext.</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>Ask several questions about one context and add up what they cost with digests, with the full context and with the full context kept</source>
        <translation>Mehrere Fragen zu einem Kontext stellen und zusammenzählen, was sie mit Digests, mit vollem Kontext und mit behaltenem vollem Kontext kosten</translation>
    </message>
    <message>
        <source>Shown once the column has answered.</source>
        <translation>Erscheint, sobald die Spalte geantwortet hat.</translation>
    </message>
    <message>
        <source>You preferred A, “%1”, to B, “%2”.</source>
        <translation>Sie haben A, „%1“, gegenüber B, „%2“, vorgezogen.</translation>
    </message>
    <message>
        <source>You preferred B, “%2”, to A, “%1”.</source>
        <translation>Sie haben B, „%2“, gegenüber A, „%1“, vorgezogen.</translation>
    </message>
    <message>
        <source>You found A, “%1”, and B, “%2”, equally good.</source>
        <translation>Sie fanden A, „%1“, und B, „%2“, gleich gut.</translation>
    </message>
    <message>
        <source>You found both A, “%1”, and B, “%2”, bad.</source>
        <translation>Sie fanden A, „%1“, und B, „%2“, beide schlecht.</translation>
    </message>
</context>
<context>
    <name>icf::ui::ComparisonHistory</name>
    <message>
        <source>The history could not be written to %1: %2</source>
        <translation>Der Verlauf ließ sich nicht nach %1 schreiben: %2</translation>
    </message>
</context>
<context>
    <name>icf::ui::ComparisonRun</name>
    <message>
        <source>Choose a compressor checkpoint.</source>
        <translation>Einen Kompressor-Checkpoint wählen.</translation>
    </message>
</context>
<context>
    <name>icf::ui::ConfigPanel</name>
    <message>
        <source>Cannot start:</source>
        <translation>Kann nicht starten:</translation>
    </message>
    <message>
        <source>Choose a preset…</source>
        <translation>Voreinstellung wählen …</translation>
    </message>
    <message>
        <source>preset %1</source>
        <translation>Voreinstellung %1</translation>
    </message>
    <message>
        <source>Save as preset</source>
        <translation>Als Voreinstellung speichern</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Saved the preset %1</source>
        <translation>Voreinstellung %1 gespeichert</translation>
    </message>
    <message>
        <source>Moved the preset %1 to the trash</source>
        <translation>Voreinstellung %1 in den Papierkorb gelegt</translation>
    </message>
    <message>
        <source>reset to the defaults</source>
        <translation>auf die Vorgaben zurückgesetzt</translation>
    </message>
    <message>
        <source>Import settings</source>
        <translation>Einstellungen einlesen</translation>
    </message>
    <message>
        <source>Settings (*.json)</source>
        <translation>Einstellungen (*.json)</translation>
    </message>
    <message>
        <source>import of %1</source>
        <translation>Einlesen von %1</translation>
    </message>
    <message>
        <source>Read %1</source>
        <translation>%1 gelesen</translation>
    </message>
    <message>
        <source>Export settings</source>
        <translation>Einstellungen exportieren</translation>
    </message>
    <message>
        <source>Wrote %1</source>
        <translation>%1 geschrieben</translation>
    </message>
    <message>
        <source>Copied the command line</source>
        <translation>Befehlszeile kopiert</translation>
    </message>
    <message>
        <source>Add to the queue</source>
        <translation>In die Warteschlange</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>Training starten</translation>
    </message>
    <message>
        <source>Configure</source>
        <translation>Einrichten</translation>
    </message>
    <message>
        <source>Undo the last edit</source>
        <translation>Letzte Änderung zurücknehmen</translation>
    </message>
    <message>
        <source>Redo the edit</source>
        <translation>Änderung wiederholen</translation>
    </message>
    <message>
        <source>Copy the command line</source>
        <translation>Befehlszeile kopieren</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Voreinstellung</translation>
    </message>
    <message>
        <source>Own presets</source>
        <translation>Eigene Voreinstellungen</translation>
    </message>
    <message>
        <source>Save as preset…</source>
        <translation>Als Voreinstellung speichern …</translation>
    </message>
    <message>
        <source>Delete this preset</source>
        <translation>Diese Voreinstellung löschen</translation>
    </message>
    <message>
        <source>Reset to the defaults</source>
        <translation>Auf die Vorgaben zurücksetzen</translation>
    </message>
    <message>
        <source>Find an option</source>
        <translation>Option suchen</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>Show the advanced options too</source>
        <translation>Auch die erweiterten Optionen zeigen</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Show only what differs from the preset, the defaults or the duplicated run</source>
        <translation>Nur zeigen, was von der Voreinstellung, den Vorgaben oder dem kopierten Lauf abweicht</translation>
    </message>
    <message>
        <source>Command line</source>
        <translation>Befehlszeile</translation>
    </message>
    <message>
        <source>The same run on the command line</source>
        <translation>Derselbe Lauf auf der Befehlszeile</translation>
    </message>
    <message>
        <source>Start this run, or queue it while another one trains (Ctrl+Return)</source>
        <translation>Diesen Lauf starten oder einreihen, während ein anderer trainiert (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>Settings of %1; edits are shown bold</source>
        <translation>Einstellungen von %1; Änderungen sind fett gezeigt</translation>
    </message>
    <message>
        <source>First row: %1</source>
        <translation>Erste Zeile: %1</translation>
    </message>
    <message>
        <source>First row: %1 → %2 · %3</source>
        <translation>Erste Zeile: %1 → %2 · %3</translation>
    </message>
    <message>
        <source>First batch</source>
        <translation>Erster Batch</translation>
    </message>
    <message>
        <source>Show the rows that this run would read first, as the models read them: template, digests, labels, and what is cut off</source>
        <translation>Die Zeilen zeigen, die dieser Lauf zuerst läse, so, wie die Modelle sie lesen: Vorlage, Digests, Ziel-Token und was abgeschnitten wird</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>Prozesse</translation>
    </message>
    <message>
        <source>Processes of this machine that train together, each with its share of the samples and of the cores; a micro-batch is the batch size times their number</source>
        <translation>Prozesse dieses Rechners, die gemeinsam trainieren, jeder mit seinem Anteil an den Beispielen und Kernen; ein Micro-Batch ist die Batch-Größe mal ihre Anzahl</translation>
    </message>
</context>
<context>
    <name>icf::ui::ContextEdit</name>
    <message>
        <source>This text is longer than %1 characters. Use a shorter one.</source>
        <translation>Dieser Text ist länger als %1 Zeichen. Einen kürzeren nehmen.</translation>
    </message>
    <message>
        <source>Cannot read %1: %2</source>
        <translation>%1 lässt sich nicht lesen: %2</translation>
    </message>
    <message>
        <source>%1 is larger than %2 bytes. Use a shorter text.</source>
        <translation>%1 ist größer als %2 Bytes. Einen kürzeren Text nehmen.</translation>
    </message>
    <message>
        <source>%1 is not a text file.</source>
        <translation>%1 ist keine Textdatei.</translation>
    </message>
    <message>
        <source>%1 characters kept; only the beginning and the end are shown.</source>
        <translation>%1 Zeichen behalten; gezeigt werden nur Anfang und Ende.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Bring back the text from before</source>
        <translation>Den Text von vorher zurückholen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Remove the text</source>
        <translation>Den Text entfernen</translation>
    </message>
</context>
<context>
    <name>icf::ui::ConversationPanel</name>
    <message numerus="yes">
        <source>%n token(s) · %1</source>
        <translation>
            <numerusform>%n Token · %1</numerusform>
            <numerusform>%n Token · %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Context, once</source>
        <translation>Kontext, einmal</translation>
    </message>
    <message>
        <source>in all %1</source>
        <translation>insgesamt %1</translation>
    </message>
    <message>
        <source>Ask something about the context: what each question costs is added up here.</source>
        <translation>Etwas zum Kontext fragen: hier wird zusammengezählt, was jede Frage kostet.</translation>
    </message>
    <message>
        <source>Tokens read and time to the first token, as measured. “In all” counts the questions so far and what is done once for the context.</source>
        <translation>Gelesene Token und Zeit bis zum ersten Token, wie gemessen. „Insgesamt“ zählt die Fragen bisher und was einmal für den Kontext getan wird.</translation>
    </message>
    <message>
        <source>Ask another question about this context</source>
        <translation>Noch eine Frage zu diesem Kontext stellen</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Cost of each question</source>
        <translation>Kosten jeder Frage</translation>
    </message>
</context>
<context>
    <name>icf::ui::CudaDialog</name>
    <message>
        <source>Computing on an NVIDIA GPU</source>
        <translation>Rechnen auf einer NVIDIA-GPU</translation>
    </message>
    <message>
        <source>The studio computes on the CPU.</source>
        <translation>Das Studio rechnet auf der CPU.</translation>
    </message>
    <message>
        <source>The studio has loaded CUDA %1.</source>
        <translation>Das Studio hat CUDA %1 geladen.</translation>
    </message>
    <message>
        <source>The environment variable ICF_CUDA_LIBTORCH names %1 and outranks what is chosen here.</source>
        <translation>Die Umgebungsvariable ICF_CUDA_LIBTORCH nennt %1 und hat Vorrang vor der Wahl hier.</translation>
    </message>
    <message>
        <source>The chosen folder could not be used: it %1.</source>
        <translation>Der gewählte Ordner ließ sich nicht verwenden: Er %1.</translation>
    </message>
    <message>
        <source>The same program computes on a GPU when it finds the CUDA build of LibTorch: the folder that ./run --cuda filled, or site-packages of a Python with the same version of torch.</source>
        <translation>Dasselbe Programm rechnet auf einer GPU, wenn es den CUDA-Build von LibTorch findet: den Ordner, den ./run --cuda gefüllt hat, oder site-packages eines Python mit derselben Version von torch.</translation>
    </message>
    <message>
        <source>&amp;Folder of the CUDA build</source>
        <translation>&amp;Ordner des CUDA-Builds</translation>
    </message>
    <message>
        <source>None: compute on the CPU</source>
        <translation>Keiner: auf der CPU rechnen</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen…</translation>
    </message>
    <message>
        <source>Folder of the CUDA build</source>
        <translation>Ordner des CUDA-Builds</translation>
    </message>
    <message>
        <source>This folder %1.</source>
        <translation>Dieser Ordner %1.</translation>
    </message>
    <message>
        <source>Takes effect when the studio starts again.</source>
        <translation>Wirkt, wenn das Studio neu startet.</translation>
    </message>
</context>
<context>
    <name>icf::ui::CurvePanel</name>
    <message>
        <source>Loss</source>
        <translation>Loss</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>Gradientennorm</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>%1
Click to hide or show.</source>
        <translation>%1
Klicken blendet aus und ein.</translation>
    </message>
    <message>
        <source>No values yet</source>
        <translation>Noch keine Werte</translation>
    </message>
    <message>
        <source>Latest value: %1</source>
        <translation>Letzter Wert: %1</translation>
    </message>
    <message>
        <source>Export as PDF</source>
        <translation>Als PDF exportieren</translation>
    </message>
    <message>
        <source>Export as PNG</source>
        <translation>Als PNG exportieren</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>PNG (*.png)</source>
        <translation>PNG (*.png)</translation>
    </message>
    <message>
        <source>Wrote %1</source>
        <translation>%1 geschrieben</translation>
    </message>
    <message>
        <source>Export as CSV</source>
        <translation>Als CSV exportieren</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Copied the curves as a picture</source>
        <translation>Kurven als Bild kopiert</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Horizontal axis</source>
        <translation>Waagerechte Achse</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>Glättung</translation>
    </message>
    <message>
        <source>Factor of the moving average (without the start&apos;s bias); 0 shows the values only</source>
        <translation>Faktor des gleitenden Mittels (ohne Verzerrung am Anfang); 0 zeigt nur die Werte</translation>
    </message>
    <message>
        <source>log x</source>
        <translation>log x</translation>
    </message>
    <message>
        <source>log y</source>
        <translation>log y</translation>
    </message>
    <message>
        <source>Logarithmic horizontal axis</source>
        <translation>Waagerechte Achse logarithmisch</translation>
    </message>
    <message>
        <source>Logarithmic vertical axis</source>
        <translation>Senkrechte Achse logarithmisch</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Mitlaufen</translation>
    </message>
    <message>
        <source>Keep everything in view while points arrive. Drag to pan, wheel to zoom (Ctrl: vertical only), Shift+drag to zoom into a box, click to pin the values, double click to fit.</source>
        <translation>Alles im Blick behalten, während Punkte eintreffen. Ziehen verschiebt, das Rad vergrößert (Strg: nur senkrecht), Umschalt+Ziehen vergrößert einen Ausschnitt, Klicken heftet die Werte an, Doppelklick passt ein.</translation>
    </message>
    <message>
        <source>Values as a table</source>
        <translation>Werte als Tabelle</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Export or copy the curves</source>
        <translation>Die Kurven exportieren oder kopieren</translation>
    </message>
    <message>
        <source>PNG picture…</source>
        <translation>PNG-Bild …</translation>
    </message>
    <message>
        <source>PDF…</source>
        <translation>PDF …</translation>
    </message>
    <message>
        <source>CSV, all points…</source>
        <translation>CSV, alle Punkte …</translation>
    </message>
    <message>
        <source>CSV, visible points…</source>
        <translation>CSV, sichtbare Punkte …</translation>
    </message>
    <message>
        <source>Copy as picture</source>
        <translation>Als Bild kopieren</translation>
    </message>
    <message>
        <source>Curve: %1</source>
        <translation>Kurve: %1</translation>
    </message>
    <message>
        <source>TensorBoard event files…</source>
        <translation>TensorBoard-Dateien…</translation>
    </message>
    <message>
        <source>Export TensorBoard event files into a folder</source>
        <translation>TensorBoard-Dateien in einen Ordner exportieren</translation>
    </message>
    <message numerus="yes">
        <source>Wrote %n event file(s) to %1</source>
        <translation>
            <numerusform>%n Ereignisdatei nach %1 geschrieben</numerusform>
            <numerusform>%n Ereignisdateien nach %1 geschrieben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: loss or gradient norm not finite in %n step(s) (%2); such steps leave the weights unchanged.</source>
        <translation>
            <numerusform>%1: Loss oder Gradientennorm in %n Schritt nicht endlich (%2); solche Schritte lassen die Gewichte unverändert.</numerusform>
            <numerusform>%1: Loss oder Gradientennorm in %n Schritten nicht endlich (%2); solche Schritte lassen die Gewichte unverändert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Ignore outliers</source>
        <translation>Ausreißer weglassen</translation>
    </message>
    <message>
        <source>Ignore outliers (clip 1 % at each end, and spikes of a thousand times the median)</source>
        <translation>Ausreißer weglassen (1 % an jedem Ende, und Spitzen vom Tausendfachen des Medians)</translation>
    </message>
    <message>
        <source>◇ validation %1</source>
        <translation>◇ Validierung %1</translation>
    </message>
    <message>
        <source>◇ validation</source>
        <translation>◇ Validierung</translation>
    </message>
    <message>
        <source>%1: its log does not say where an epoch ends, so there is no curve over epochs.</source>
        <translation>%1: das Protokoll sagt nicht, wo eine Epoche endet; daher gibt es keine Kurve über Epochen.</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Mean and band</source>
        <translation>Mittel und Band</translation>
    </message>
    <message>
        <source>Draw the chosen runs as their mean, in a band of ± their standard deviation</source>
        <translation>Die gewählten Läufe als ihr Mittel zeichnen, in einem Band von ± ihrer Standardabweichung</translation>
    </message>
    <message>
        <source>Plots</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>Choose the plots below the loss</source>
        <translation>Die Diagramme unter dem Loss wählen</translation>
    </message>
    <message>
        <source>Smoothing %1</source>
        <translation>Glättung %1</translation>
    </message>
    <message numerus="yes">
        <source>Mean of %n run(s) ± standard deviation</source>
        <translation>
            <numerusform>Mittel von %n Lauf ± Standardabweichung</numerusform>
            <numerusform>Mittel von %n Läufen ± Standardabweichung</numerusform>
        </translation>
    </message>
    <message>
        <source>At each x that at least two of the runs reach, of their moving averages</source>
        <translation>An jedem x, das mindestens zwei der Läufe erreichen, aus ihren gleitenden Mitteln</translation>
    </message>
    <message>
        <source>Diagonality</source>
        <translation>Diagonalität</translation>
    </message>
    <message>
        <source>Of all gradients together, before clipping</source>
        <translation>Aller Gradienten zusammen, vor dem Begrenzen</translation>
    </message>
    <message>
        <source>Share of each digest&apos;s attention that falls on its own stretch of the context, in the last layer: 1 where it is diagonal</source>
        <translation>Anteil der Aufmerksamkeit jedes Digests, der auf seinen eigenen Abschnitt des Kontexts fällt, in der letzten Schicht: 1, wo sie diagonal ist</translation>
    </message>
    <message>
        <source>Context tokens read in a second of training</source>
        <translation>Gelesene Kontext-Token je Sekunde Training</translation>
    </message>
    <message>
        <source>As many as fit in a row</source>
        <translation>So viele, wie in eine Reihe passen</translation>
    </message>
    <message>
        <source>%1: its run.json does not say when it began, so there is no curve over date and time.</source>
        <translation>%1: die run.json sagt nicht, wann der Lauf begann; daher gibt es keine Kurve über Datum und Uhrzeit.</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>What the horizontal axis counts: optimizer steps, epochs, context tokens read, time spent training with pauses left out, or date and time</source>
        <translation>Was die waagerechte Achse zählt: Optimiererschritte, Epochen, gelesene Kontext-Token, Trainingszeit ohne Pausen, oder Datum und Uhrzeit</translation>
    </message>
    <message>
        <source>Val. accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Tokens/s</source>
        <translation>Token/s</translation>
    </message>
    <message>
        <source>Validation accuracy: share of the label tokens of the held-out rows that are the likeliest under teacher forcing</source>
        <translation>Genauigkeit der Validierung: Anteil der Label-Token der zurückgehaltenen Zeilen, die unter Teacher Forcing die wahrscheinlichsten sind</translation>
    </message>
</context>
<context>
    <name>icf::ui::CurveTableDialog</name>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Values of the curves</source>
        <translation>Werte der Kurven</translation>
    </message>
</context>
<context>
    <name>icf::ui::CurveTableModel</name>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Loss</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>Gradientennorm</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Tokens per second</source>
        <translation>Token pro Sekunde</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
</context>
<context>
    <name>icf::ui::DataPage</name>
    <message>
        <source>Fields: %1</source>
        <translation>Felder: %1</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Usable rows</source>
        <translation>Brauchbare Zeilen</translation>
    </message>
    <message>
        <source>Exact copies of an earlier text</source>
        <translation>Genaue Kopien eines früheren Textes</translation>
    </message>
    <message>
        <source>Contexts with Chinese, Japanese or full-width characters</source>
        <translation>Kontexte mit chinesischen, japanischen oder vollbreiten Zeichen</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>Context lengths</source>
        <translation>Kontextlängen</translation>
    </message>
    <message>
        <source>counting…</source>
        <translation>zählt …</translation>
    </message>
    <message>
        <source>need a model</source>
        <translation>brauchen ein Modell</translation>
    </message>
    <message>
        <source>Lengths of rows</source>
        <translation>Längen der Zeilen</translation>
    </message>
    <message>
        <source>Evenly spaced rows of the data set</source>
        <translation>Gleichmäßig verteilte Zeilen des Datensatzes</translation>
    </message>
    <message>
        <source>Shortest context</source>
        <translation>Kürzester Kontext</translation>
    </message>
    <message>
        <source>Median context</source>
        <translation>Mittlerer Kontext (Median)</translation>
    </message>
    <message>
        <source>Mean context</source>
        <translation>Kontext im Mittel</translation>
    </message>
    <message>
        <source>95 % are at most</source>
        <translation>95 % haben höchstens</translation>
    </message>
    <message>
        <source>Longest context</source>
        <translation>Längster Kontext</translation>
    </message>
    <message>
        <source>&amp;Data set</source>
        <translation>&amp;Datensatz</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>A jsonl file</source>
        <translation>Eine jsonl-Datei</translation>
    </message>
    <message>
        <source>Read &amp;as</source>
        <translation>Lesen &amp;als</translation>
    </message>
    <message>
        <source>Read as</source>
        <translation>Lesen als</translation>
    </message>
    <message>
        <source>Texts (Pile)</source>
        <translation>Texte (Pile)</translation>
    </message>
    <message>
        <source>Questions (PwC)</source>
        <translation>Fragen (PwC)</translation>
    </message>
    <message>
        <source>Test questions (PwC)</source>
        <translation>Testfragen (PwC)</translation>
    </message>
    <message>
        <source>Texts leave out exact duplicates; questions leave out some languages; test questions also leave out five open-ended prompts.</source>
        <translation>Texte lassen genaue Doppel weg; Fragen manche Sprachen; Testfragen auch fünf offene Prompts.</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen …</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Open a jsonl, or drop one here: {&quot;text&quot;} or {&quot;input&quot;, &quot;prompt&quot;, &quot;answer&quot;} on each line.</source>
        <translation>Ein jsonl öffnen oder hier fallen lassen: {&quot;text&quot;} oder {&quot;input&quot;, &quot;prompt&quot;, &quot;answer&quot;} in jeder Zeile.</translation>
    </message>
    <message>
        <source>Open the demo&apos;s test questions</source>
        <translation>Die Testfragen der Demo öffnen</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>The chosen row</source>
        <translation>Die gewählte Zeile</translation>
    </message>
    <message>
        <source>Find in rows (Enter: next)</source>
        <translation>In Zeilen suchen (Eingabe: nächste)</translation>
    </message>
    <message>
        <source>Find in rows</source>
        <translation>In Zeilen suchen</translation>
    </message>
    <message>
        <source>Earlier rows</source>
        <translation>Frühere Zeilen</translation>
    </message>
    <message>
        <source>Later rows</source>
        <translation>Spätere Zeilen</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Ask this row&apos;s question on the Compare page</source>
        <translation>Die Frage dieser Zeile auf der Seite Vergleichen stellen</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>Untersuchen</translation>
    </message>
    <message>
        <source>Look at this context on the Inspect page</source>
        <translation>Diesen Kontext auf der Seite Untersuchen ansehen</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>Anzahlen</translation>
    </message>
    <message>
        <source>Reading the file</source>
        <translation>Liest die Datei</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Look into a jsonl: counts, lengths, rows</source>
        <translation>In ein jsonl schauen: Anzahlen, Längen, Zeilen</translation>
    </message>
    <message>
        <source>Open a data set</source>
        <translation>Einen Datensatz öffnen</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) cannot be used. The first: line %1, %2</source>
        <translation>
            <numerusform>%n Zeile ist unbrauchbar. Die erste: Zeile %1, %2</numerusform>
            <numerusform>%n Zeilen sind unbrauchbar. Die erste: Zeile %1, %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) in %1</source>
        <translation>
            <numerusform>%n Zeile in %1</numerusform>
            <numerusform>%n Zeilen in %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Lengths could not be counted: %1</source>
        <translation>Längen ließen sich nicht zählen: %1</translation>
    </message>
    <message>
        <source>No row has “%1”.</source>
        <translation>Keine Zeile enthält „%1“.</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Row %1, line %2</source>
        <translation>Datenzeile %1, Zeile %2</translation>
    </message>
    <message>
        <source>Prompt: %1</source>
        <translation>Prompt: %1</translation>
    </message>
    <message>
        <source>Answer: %1</source>
        <translation>Antwort: %1</translation>
    </message>
    <message>
        <source>Rows %1 to %2 of %3</source>
        <translation>Zeilen %1 bis %2 von %3</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 Zeilen</translation>
    </message>
    <message>
        <source>Line %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>Ask all…</source>
        <translation>Alle fragen…</translation>
    </message>
    <message>
        <source>Ask the questions of this file on the Compare page, one after the other</source>
        <translation>Die Fragen dieser Datei auf der Seite Vergleichen stellen, eine nach der anderen</translation>
    </message>
    <message>
        <source>Decompressed copy</source>
        <translation>Entpackte Kopie</translation>
    </message>
    <message>
        <source>Data sets (*.jsonl *.json *.jsonl.gz *.jsonl.zst);;All files (*)</source>
        <translation>Datensätze (*.jsonl *.json *.jsonl.gz *.jsonl.zst);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Left out: duplicates</source>
        <translation>Weggelassen: doppelte</translation>
    </message>
    <message>
        <source>Left out: language</source>
        <translation>Weggelassen: Sprache</translation>
    </message>
    <message>
        <source>Left out: open-ended questions</source>
        <translation>Weggelassen: offene Fragen</translation>
    </message>
    <message>
        <source>The five open-ended prompts of PwC (summary, title, …), which tests leave out</source>
        <translation>Die fünf offenen Prompts von PwC (Zusammenfassung, Titel, …), die Tests weglassen</translation>
    </message>
    <message>
        <source>Skipped: invalid lines</source>
        <translation>Übersprungen: ungültige Zeilen</translation>
    </message>
    <message>
        <source>Detect automatically</source>
        <translation>Automatisch erkennen</translation>
    </message>
    <message>
        <source>Median answer</source>
        <translation>Mittlere Antwort (Median)</translation>
    </message>
    <message>
        <source>Longest answer</source>
        <translation>Längste Antwort</translation>
    </message>
    <message>
        <source>Contexts</source>
        <translation>Kontexte</translation>
    </message>
    <message>
        <source>Lengths of the contexts, and what the limits of the Train page cut</source>
        <translation>Längen der Kontexte, und was die Grenzen der Seite Trainieren abschneiden</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Lengths of the answers, and what the limit of the Train page cuts</source>
        <translation>Längen der Antworten, und was die Grenze der Seite Trainieren abschneidet</translation>
    </message>
</context>
<context>
    <name>icf::ui::DeviceModel</name>
    <message>
        <source>auto – the first GPU, else the CPU</source>
        <translation>auto – die erste GPU, sonst die CPU</translation>
    </message>
    <message>
        <source>%1 of %2 free</source>
        <comment>memory</comment>
        <translation>%1 von %2 frei</translation>
    </message>
    <message>
        <source>%1 free</source>
        <comment>memory</comment>
        <translation>%1 frei</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <comment>device – what it is</comment>
        <translation>%1 – %2</translation>
    </message>
</context>
<context>
    <name>icf::ui::DifferenceModel</name>
    <message>
        <source>Option</source>
        <translation>Option</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Vorgabe</translation>
    </message>
</context>
<context>
    <name>icf::ui::DigestModel</name>
    <message>
        <source>Number of the digest over all chunks</source>
        <translation>Nummer des Digests über alle Stücke</translation>
    </message>
    <message>
        <source>Digest</source>
        <translation>Digest</translation>
    </message>
    <message>
        <source>Chunk of the context that the digest stands for</source>
        <translation>Stück des Kontexts, für das der Digest steht</translation>
    </message>
    <message>
        <source>Chunk</source>
        <translation>Stück</translation>
    </message>
    <message>
        <source>Context tokens with the largest weights</source>
        <translation>Kontext-Token mit den größten Gewichten</translation>
    </message>
    <message>
        <source>Attends to</source>
        <translation>Beachtet</translation>
    </message>
    <message>
        <source>Largest weight</source>
        <translation>Größtes Gewicht</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>Vocabulary tokens with the largest dot product with the digest</source>
        <translation>Token des Vokabulars mit dem größten Skalarprodukt mit dem Digest</translation>
    </message>
    <message>
        <source>Nearest tokens</source>
        <translation>Nächste Token</translation>
    </message>
</context>
<context>
    <name>icf::ui::EvaluateForm</name>
    <message>
        <source>Cannot start:</source>
        <translation>Kann nicht starten:</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>Auswerten</translation>
    </message>
    <message>
        <source>Filter the options</source>
        <translation>Optionen filtern</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>Command line of these options</source>
        <translation>Befehlszeile dieser Optionen</translation>
    </message>
    <message>
        <source>Copy the command line</source>
        <translation>Befehlszeile kopieren</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>What was computed is kept.</source>
        <translation>Was berechnet wurde, bleibt erhalten.</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Stoppt …</translation>
    </message>
    <message>
        <source>An interrupted evaluation with the same settings continues where it stopped.</source>
        <translation>Eine unterbrochene Auswertung mit denselben Einstellungen macht weiter, wo sie aufhörte.</translation>
    </message>
</context>
<context>
    <name>icf::ui::EvaluatePage</name>
    <message>
        <source>Open a results folder</source>
        <translation>Einen Ergebnisordner öffnen</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>Auswerten</translation>
    </message>
    <message>
        <source>Compare a compressor with honest baselines</source>
        <translation>Einen Kompressor mit ehrlichen Vergleichssystemen messen</translation>
    </message>
    <message>
        <source>Stopped. Evaluate goes on from here as long as the settings stay the same.</source>
        <translation>Gestoppt. „Auswerten“ macht hier weiter, solange die Einstellungen gleich bleiben.</translation>
    </message>
    <message>
        <source>Evaluation finished: %1</source>
        <translation>Auswertung fertig: %1</translation>
    </message>
    <message>
        <source>%1 of %2 answers</source>
        <translation>%1 von %2 Antworten</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>%1 übrig</translation>
    </message>
    <message>
        <source>Open results…</source>
        <translation>Ergebnisse öffnen …</translation>
    </message>
    <message>
        <source>Open the results folder of an earlier evaluation, or of icformer evaluate</source>
        <translation>Den Ergebnisordner einer früheren Auswertung oder von icformer evaluate öffnen</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>Ordner zeigen</translation>
    </message>
    <message>
        <source>Open the folder with results.md, results.csv, results.tex and examples.jsonl</source>
        <translation>Den Ordner mit results.md, results.csv, results.tex und examples.jsonl öffnen</translation>
    </message>
    <message>
        <source>Choose models and data on the left and press Evaluate, or open a results folder.

The same rows are answered from the digests, from the full context, from truncated, mean-pooled and retrieved contexts, and from another row&apos;s digest.</source>
        <translation>Links Modelle und Daten wählen und „Auswerten“ drücken, oder einen Ergebnisordner öffnen.

Dieselben Zeilen werden aus den Digests, aus dem vollen Kontext, aus gekürzten, gemittelten und herausgesuchten Kontexten und aus dem Digest einer anderen Zeile beantwortet.</translation>
    </message>
    <message>
        <source>Progress of the evaluation</source>
        <translation>Fortschritt der Auswertung</translation>
    </message>
    <message>
        <source>No results yet</source>
        <translation>Noch keine Ergebnisse</translation>
    </message>
</context>
<context>
    <name>icf::ui::FactsView</name>
    <message>
        <source>Choose a language model to see ratio, parameters and memory.</source>
        <translation>Ein Sprachmodell wählen, um Verhältnis, Parameter und Speicher zu sehen.</translation>
    </message>
    <message>
        <source>%1, %2 with the template</source>
        <translation>%1, mit Vorlage %2</translation>
    </message>
    <message>
        <source>%1 in %2 chunks</source>
        <translation>%1 in %2 Stücken</translation>
    </message>
    <message>
        <source>%1 (%2 % of the model)</source>
        <translation>%1 (%2 % des Modells)</translation>
    </message>
    <message>
        <source>about %1; measured %2</source>
        <translation>etwa %1; gemessen %2</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>etwa %1</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>Verhältnis</translation>
    </message>
    <message>
        <source>Context tokens per digest; then the same with template and marker counted on both sides</source>
        <translation>Kontext-Token je Digest; dann dasselbe, Vorlage und Marke auf beiden Seiten mitgezählt</translation>
    </message>
    <message>
        <source>Digests</source>
        <translation>Digests</translation>
    </message>
    <message>
        <source>Trainable</source>
        <translation>Trainierbar</translation>
    </message>
    <message>
        <source>Work per sample</source>
        <translation>Arbeit je Beispiel</translation>
    </message>
    <message>
        <source>Operations, forward and backward</source>
        <translation>Rechenschritte, vorwärts und rückwärts</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Estimate by part: rest the pointer on the figure</source>
        <translation>Schätzung nach Teilen: den Zeiger auf der Zahl ruhen lassen</translation>
    </message>
    <message>
        <source>about %1 of %2 free</source>
        <translation>etwa %1 von %2 frei</translation>
    </message>
</context>
<context>
    <name>icf::ui::FieldEditor</name>
    <message>
        <source>Not a whole number.</source>
        <translation>Keine ganze Zahl.</translation>
    </message>
    <message>
        <source>Not a number.</source>
        <translation>Keine Zahl.</translation>
    </message>
    <message>
        <source>Must be at least %1.</source>
        <translation>Muss mindestens %1 sein.</translation>
    </message>
    <message>
        <source>Must be between %1 and %2.</source>
        <translation>Muss zwischen %1 und %2 liegen.</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Datei wählen</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner wählen</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>JSON lines (*.jsonl *.json *.jsonl.gz *.jsonl.zst)</source>
        <translation>JSON-Zeilen (*.jsonl *.json *.jsonl.gz *.jsonl.zst)</translation>
    </message>
    <message>
        <source>Not a whole number, nor “%1”.</source>
        <translation>Keine ganze Zahl und nicht „%1“.</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten…</translation>
    </message>
    <message>
        <source>Edit the prompt template</source>
        <translation>Die Prompt-Vorlage bearbeiten</translation>
    </message>
</context>
<context>
    <name>icf::ui::FirstBatchView</name>
    <message>
        <source>line %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>%1 context tokens → %2 digests (%3) in %4 chunks</source>
        <translation>%1 Kontext-Token → %2 Digests (%3) in %4 Stücken</translation>
    </message>
    <message>
        <source>%1 context tokens → %2 digests (%3)</source>
        <translation>%1 Kontext-Token → %2 Digests (%3)</translation>
    </message>
    <message>
        <source>%1 positions, %2 of them labels</source>
        <translation>%1 Positionen, davon %2 Ziel-Token</translation>
    </message>
    <message>
        <source>%1 of padding after them</source>
        <translation>dahinter %1 zum Auffüllen</translation>
    </message>
    <message>
        <source>Row %1</source>
        <translation>Datenzeile %1</translation>
    </message>
    <message>
        <source>%1 of %2 context tokens are cut off</source>
        <translation>%1 von %2 Kontext-Token sind abgeschnitten</translation>
    </message>
    <message>
        <source>%1 of %2 prompt tokens are cut off</source>
        <translation>%1 von %2 Prompt-Token sind abgeschnitten</translation>
    </message>
    <message>
        <source>%1 of %2 answer tokens are cut off</source>
        <translation>%1 von %2 Antwort-Token sind abgeschnitten</translation>
    </message>
    <message>
        <source>The compressor reads</source>
        <translation>Der Kompressor liest</translation>
    </message>
    <message>
        <source>The language model reads</source>
        <translation>Das Sprachmodell liest</translation>
    </message>
    <message>
        <source>%1 digest vectors of %2 context tokens, %3</source>
        <translation>%1 Digest-Vektoren aus %2 Kontext-Token, %3</translation>
    </message>
    <message>
        <source>%1 of %2 rows</source>
        <translation>%1 von %2 Datenzeilen</translation>
    </message>
    <message>
        <source>ratio %1</source>
        <translation>Verhältnis %1</translation>
    </message>
    <message>
        <source>%1 labels</source>
        <translation>%1 Ziel-Token</translation>
    </message>
    <message>
        <source>%1 positions each</source>
        <translation>je %1 Positionen</translation>
    </message>
    <message>
        <source>%1 % padding</source>
        <translation>%1 % zum Auffüllen</translation>
    </message>
    <message>
        <source>template %1</source>
        <translation>Vorlage %1</translation>
    </message>
    <message numerus="yes">
        <source>and %n more row(s)</source>
        <translation>
            <numerusform>und %n weitere Datenzeile</numerusform>
            <numerusform>und %n weitere Datenzeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>First batch</source>
        <translation>Erster Batch</translation>
    </message>
    <message>
        <source>Back to the run</source>
        <translation>Zurück zum Lauf</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Reading the data</source>
        <translation>Liest die Daten</translation>
    </message>
    <message>
        <source>Grey: the template. Filled: vectors in place of words. Underlined: labels, which the loss is taken of. Struck out: cut off by the limits.</source>
        <translation>Grau: die Vorlage. Gefüllt: Vektoren anstelle von Wörtern. Unterstrichen: Ziel-Token, über die der Loss berechnet wird. Durchgestrichen: von den Grenzen abgeschnitten.</translation>
    </message>
    <message>
        <source>Rows of the first batch</source>
        <translation>Datenzeilen des ersten Batches</translation>
    </message>
    <message>
        <source>process %1</source>
        <translation>Prozess %1</translation>
    </message>
    <message>
        <source>After step %1: rows %2 to %3 of %4 in epoch %5</source>
        <translation>Nach Schritt %1: Zeilen %2 bis %3 von %4 in Epoche %5</translation>
    </message>
    <message numerus="yes">
        <source>up to %1 positions in %n processes</source>
        <translation>
            <numerusform>bis zu %1 Positionen in %n Prozess</numerusform>
            <numerusform>bis zu %1 Positionen in %n Prozessen</numerusform>
        </translation>
    </message>
    <message>
        <source>Next batch</source>
        <translation>Nächster Batch</translation>
    </message>
    <message>
        <source>Resumed run</source>
        <translation>Fortgesetzter Lauf</translation>
    </message>
    <message>
        <source>The run folder holds an unfinished run: show what it reads next when it is resumed, not what a new run reads first</source>
        <translation>Der Laufordner enthält einen unfertigen Lauf: zeigen, was er als Nächstes liest, wenn er fortgesetzt wird, und nicht, was ein neuer Lauf zuerst liest</translation>
    </message>
</context>
<context>
    <name>icf::ui::FitView</name>
    <message>
        <source>Memory to answer with it</source>
        <translation>Speicher zum Antworten damit</translation>
    </message>
    <message>
        <source>Estimate: weights, the CPU&apos;s copies of them, and the key/value cache of %1 positions</source>
        <translation>Schätzung: Gewichte, ihre Kopien für die CPU und der KV-Cache für %1 Positionen</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>passt</translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation>passt nicht</translation>
    </message>
</context>
<context>
    <name>icf::ui::FolderPicker</name>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen …</translation>
    </message>
</context>
<context>
    <name>icf::ui::GlossView</name>
    <message>
        <source>Token %1: %2, teacher-forced %3, probability %4, free-running %5</source>
        <translation>Token %1: %2, vorgegeben %3, Wahrscheinlichkeit %4, frei laufend %5</translation>
    </message>
    <message>
        <source>original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>forced</source>
        <translation>vorgegeben</translation>
    </message>
    <message>
        <source>free</source>
        <translation>frei</translation>
    </message>
    <message>
        <source>Put in by free running: %1</source>
        <translation>Vom freien Lauf eingefügt: %1</translation>
    </message>
    <message>
        <source>Token %1 of %2, chunk %3
Probability of the right token: %4</source>
        <translation>Token %1 von %2, Stück %3
Wahrscheinlichkeit des richtigen Tokens: %4</translation>
    </message>
</context>
<context>
    <name>icf::ui::HeatMap</name>
    <message>
        <source>Digest %1 (chunk %2), token %3 “%4”: %5</source>
        <translation>Digest %1 (Stück %2), Token %3 „%4“: %5</translation>
    </message>
</context>
<context>
    <name>icf::ui::HelpWindow</name>
    <message>
        <source>Manual</source>
        <translation>Handbuch</translation>
    </message>
    <message>
        <source>Find in the manual</source>
        <translation>Im Handbuch suchen</translation>
    </message>
    <message>
        <source>The manual is not installed.</source>
        <translation>Das Handbuch ist nicht installiert.</translation>
    </message>
</context>
<context>
    <name>icf::ui::HistoryPanel</name>
    <message>
        <source>Export comparisons</source>
        <translation>Vergleiche exportieren</translation>
    </message>
    <message numerus="yes">
        <source>%n comparison(s) written to %1</source>
        <translation>
            <numerusform>%n Vergleich nach %1 geschrieben</numerusform>
            <numerusform>%n Vergleiche nach %1 geschrieben</numerusform>
        </translation>
    </message>
    <message>
        <source>Cannot write %1: %2</source>
        <translation>%1 lässt sich nicht schreiben: %2</translation>
    </message>
    <message>
        <source>Nothing matches the search.</source>
        <translation>Nichts passt zur Suche.</translation>
    </message>
    <message>
        <source>Comparisons you make are kept here.</source>
        <translation>Hier werden deine Vergleiche aufbewahrt.</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Search prompts, contexts, answers</source>
        <translation>Prompts, Kontexte, Antworten durchsuchen</translation>
    </message>
    <message>
        <source>Search the history</source>
        <translation>Verlauf durchsuchen</translation>
    </message>
    <message>
        <source>Earlier comparisons</source>
        <translation>Frühere Vergleiche</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Delete the selected comparisons from the history</source>
        <translation>Die ausgewählten Vergleiche aus dem Verlauf löschen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Write the listed comparisons to a file</source>
        <translation>Die aufgeführten Vergleiche in eine Datei schreiben</translation>
    </message>
    <message>
        <source>JSON…</source>
        <translation>JSON …</translation>
    </message>
    <message>
        <source>CSV…</source>
        <translation>CSV …</translation>
    </message>
    <message>
        <source>HTML page…</source>
        <translation>HTML-Seite …</translation>
    </message>
</context>
<context>
    <name>icf::ui::InputsToggle</name>
    <message>
        <source>Inputs</source>
        <translation>Eingaben</translation>
    </message>
    <message>
        <source>Show or hide what is asked; hidden, the results get its room</source>
        <translation>Zeigen oder ausblenden, was gefragt wird; ausgeblendet bekommen die Ergebnisse den Platz</translation>
    </message>
</context>
<context>
    <name>icf::ui::InspectPage</name>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Token</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>Untersuchen</translation>
    </message>
    <message>
        <source>See what each digest attends to and what can be read back from it</source>
        <translation>Sehen, was jeder Digest beachtet und was sich aus ihm zurücklesen lässt</translation>
    </message>
    <message>
        <source>Choose a compressor checkpoint first.</source>
        <translation>Zuerst einen Kompressor-Checkpoint wählen.</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Paste a context first.</source>
        <translation>Zuerst einen Kontext einfügen.</translation>
    </message>
    <message>
        <source>Computing…</source>
        <translation>Rechnet …</translation>
    </message>
    <message>
        <source>Paste a context and press Inspect: the attention of every digest and the reconstruction appear here.</source>
        <translation>Einen Kontext einfügen und „Untersuchen“ drücken: hier erscheinen die Aufmerksamkeit jedes Digests und die Wiederherstellung.</translation>
    </message>
    <message>
        <source>&amp;Context</source>
        <translation>&amp;Kontext</translation>
    </message>
    <message>
        <source>Paste a text, or drop a file here.</source>
        <translation>Einen Text einfügen oder eine Datei hier fallen lassen.</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
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
        <translation> Token</translation>
    </message>
    <message>
        <source>Fill in an example</source>
        <translation>Ein Beispiel einsetzen</translation>
    </message>
    <message>
        <source>A held-out text of the demo</source>
        <translation>Ein Testtext der Demo</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Compress the context and look inside (%1)</source>
        <translation>Den Kontext komprimieren und hineinschauen (%1)</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Aufmerksamkeit</translation>
    </message>
    <message>
        <source>Reconstruction</source>
        <translation>Wiederherstellung</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Stoppt …</translation>
    </message>
    <message>
        <source>From %1: of another context, model or chunks</source>
        <translation>Von %1: zu einem anderen Kontext, Modell oder anderen Abschnitten</translation>
    </message>
    <message>
        <source>Digests</source>
        <translation>Digests</translation>
    </message>
</context>
<context>
    <name>icf::ui::Installation</name>
    <message>
        <source>This program never connects to a network, so it does not look for updates. To update, install a newer .deb over this one. Runs, models and settings stay.</source>
        <translation>Dieses Programm verbindet sich nie mit einem Netz und sucht deshalb nicht nach neueren Fassungen. Zum Aktualisieren eine neuere .deb über diese installieren. Läufe, Modelle und Einstellungen bleiben.</translation>
    </message>
    <message>
        <source>This program never connects to a network, so it does not look for updates. To update, unpack a newer archive and remove this folder. Runs, models and settings stay.</source>
        <translation>Dieses Programm verbindet sich nie mit einem Netz und sucht deshalb nicht nach neueren Fassungen. Zum Aktualisieren ein neueres Archiv entpacken und diesen Ordner entfernen. Läufe, Modelle und Einstellungen bleiben.</translation>
    </message>
    <message>
        <source>This program never connects to a network, so it does not look for updates. To update, fetch the newer sources and start ./run again. Runs, models and settings stay.</source>
        <translation>Dieses Programm verbindet sich nie mit einem Netz und sucht deshalb nicht nach neueren Fassungen. Zum Aktualisieren die neueren Quellen holen und ./run erneut starten. Läufe, Modelle und Einstellungen bleiben.</translation>
    </message>
</context>
<context>
    <name>icf::ui::KeptPanel</name>
    <message>
        <source>Reading the context back from its digests…</source>
        <translation>Liest den Kontext aus seinen Digests zurück …</translation>
    </message>
    <message>
        <source>Marked: words that the answer lacks.</source>
        <translation>Markiert: Wörter, die in der Antwort fehlen.</translation>
    </message>
    <message>
        <source>The context, tinted by what the digests still know</source>
        <translation>Der Kontext, danach eingefärbt, was die Digests noch wissen</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>Of each token when the context is read back from its digests, given the right ones before it. Underlined: another token is likelier.</source>
        <translation>Für jedes Token, wenn der Kontext aus seinen Digests zurückgelesen wird, bei richtigen Token davor. Unterstrichen: ein anderes Token ist wahrscheinlicher.</translation>
    </message>
    <message>
        <source>Show the attention over this context on the Inspect page</source>
        <translation>Die Aufmerksamkeit über diesen Kontext auf der Seite Untersuchen zeigen</translation>
    </message>
</context>
<context>
    <name>icf::ui::KeptText</name>
    <message>
        <source>Token %1 of %2 “%3”: probability %4</source>
        <translation>Token %1 von %2 „%3“: Wahrscheinlichkeit %4</translation>
    </message>
</context>
<context>
    <name>icf::ui::Launcher</name>
    <message>
        <source>Several processes need Open MPI&apos;s mpirun (Debian: openmpi-bin).</source>
        <translation>Mehrere Prozesse brauchen mpirun von Open MPI (Debian: openmpi-bin).</translation>
    </message>
    <message>
        <source>This program was built without MPI.</source>
        <translation>Dieses Programm wurde ohne MPI gebaut.</translation>
    </message>
</context>
<context>
    <name>icf::ui::LengthHistogram</name>
    <message>
        <source>Shortest %1, median %2, longest %3 tokens</source>
        <translation>Kürzeste %1, Median %2, längste %3 Token</translation>
    </message>
    <message numerus="yes">
        <source>%1 to %2 tokens: %n row(s)</source>
        <translation>
            <numerusform>%1 bis %2 Token: %n Zeile</numerusform>
            <numerusform>%1 bis %2 Token: %n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>Context length (tokens)</source>
        <translation>Kontextlänge (Token)</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Rows by context length</source>
        <translation>Zeilen nach Kontextlänge</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>%1 %2: %3 % are longer</source>
        <translation>%1 %2: %3 % sind länger</translation>
    </message>
    <message>
        <source>Answer length (tokens)</source>
        <translation>Antwortlänge (Token)</translation>
    </message>
    <message>
        <source>Rows by answer length</source>
        <translation>Zeilen nach Antwortlänge</translation>
    </message>
</context>
<context>
    <name>icf::ui::LicenceDialog</name>
    <message>
        <source>Licence texts</source>
        <translation>Lizenztexte</translation>
    </message>
    <message>
        <source>Find in the licences</source>
        <translation>In den Lizenzen suchen</translation>
    </message>
</context>
<context>
    <name>icf::ui::LivePanel</name>
    <message>
        <source>Step %1: validation loss %2</source>
        <translation>Schritt %1: Validierungs-Loss %2</translation>
    </message>
    <message>
        <source>Wrote %1 (step %2, %3)</source>
        <translation>%1 geschrieben (Schritt %2, %3)</translation>
    </message>
    <message>
        <source>%1: starting</source>
        <translation>%1: beginnt</translation>
    </message>
    <message numerus="yes">
        <source>%1 samples per epoch, %2 trainable parameters, %3 on %4, %n thread(s)</source>
        <translation>
            <numerusform>%1 Beispiele je Epoche, %2 trainierbare Parameter, %3 auf %4, %n Thread</numerusform>
            <numerusform>%1 Beispiele je Epoche, %2 trainierbare Parameter, %3 auf %4, %n Threads</numerusform>
        </translation>
    </message>
    <message>
        <source>Resumed after step %1</source>
        <translation>Nach Schritt %1 fortgesetzt</translation>
    </message>
    <message>
        <source>Left out: %1 duplicates, %2 rows for their language, %3 unusable lines</source>
        <translation>Ausgelassen: %1 doppelte, %2 Zeilen wegen ihrer Sprache, %3 unbrauchbare Zeilen</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>gestoppt</translation>
    </message>
    <message>
        <source>Finished: %1 steps in %2.</source>
        <translation>Fertig: %1 Schritte in %2.</translation>
    </message>
    <message>
        <source>Stopped after %1 steps.</source>
        <translation>Nach %1 Schritten gestoppt.</translation>
    </message>
    <message>
        <source>Peak memory %1.</source>
        <translation>Speicherspitze %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) skipped because a number was not finite.</source>
        <translation>
            <numerusform>%n Schritt übersprungen, weil eine Zahl nicht endlich war.</numerusform>
            <numerusform>%n Schritte übersprungen, weil eine Zahl nicht endlich war.</numerusform>
        </translation>
    </message>
    <message>
        <source>No checkpoint was written.</source>
        <translation>Es wurde kein Checkpoint geschrieben.</translation>
    </message>
    <message>
        <source>Compare answers</source>
        <translation>Antworten vergleichen</translation>
    </message>
    <message>
        <source>Queue (%1)</source>
        <translation>Warteschlange (%1)</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>error: </source>
        <translation>Fehler: </translation>
    </message>
    <message>
        <source>warning: </source>
        <translation>Warnung: </translation>
    </message>
    <message>
        <source>Train a compressor, watch it learn, compare the answers</source>
        <translation>Einen Kompressor trainieren, ihm beim Lernen zusehen, Antworten vergleichen</translation>
    </message>
    <message>
        <source>An In-Context Former turns a long text into a few digest vectors that a frozen language model reads in place of the text. Set up a run on the left and press Start: loss, gradient norm and held-out answers appear here while it trains.</source>
        <translation>Ein In-Context Former macht aus einem langen Text wenige Digest-Vektoren, die ein eingefrorenes Sprachmodell anstelle des Textes liest. Links einen Lauf einrichten und starten: Loss, Gradientennorm und Antworten auf Testfragen erscheinen hier, während er trainiert.</translation>
    </message>
    <message>
        <source>The demo brings its own small language model and data: about a minute of training on two cores.</source>
        <translation>Die Demo bringt ein eigenes kleines Sprachmodell und Daten mit: etwa eine Minute Training auf zwei Kernen.</translation>
    </message>
    <message>
        <source>Run the demo</source>
        <translation>Demo starten</translation>
    </message>
    <message>
        <source>Held-out answers</source>
        <translation>Antworten auf Testfragen</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Queue of runs</source>
        <translation>Warteschlange der Läufe</translation>
    </message>
    <message>
        <source>Continue the queue</source>
        <translation>Warteschlange fortsetzen</translation>
    </message>
    <message>
        <source>Run earlier</source>
        <translation>Früher ausführen</translation>
    </message>
    <message>
        <source>Run later</source>
        <translation>Später ausführen</translation>
    </message>
    <message>
        <source>Take out of the queue</source>
        <translation>Aus der Warteschlange nehmen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Throw away the last %1 of training? Checkpoints already written stay.</source>
        <translation>Die letzten %1 des Trainings verwerfen? Schon geschriebene Checkpoints bleiben.</translation>
    </message>
    <message>
        <source>%1, attention on the diagonal %2</source>
        <translation>%1, Aufmerksamkeit auf der Diagonale %2</translation>
    </message>
    <message numerus="yes">
        <source>The queue is held because you stopped a run: %n run(s) wait.</source>
        <translation>
            <numerusform>Die Warteschlange ist angehalten, weil Sie einen Lauf gestoppt haben: %n Lauf wartet.</numerusform>
            <numerusform>Die Warteschlange ist angehalten, weil Sie einen Lauf gestoppt haben: %n Läufe warten.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>icf::ui::MainWindow</name>
    <message>
        <source>%1 — IC-Former Studio</source>
        <translation>%1 — IC-Former Studio</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>IC-Former Studio</source>
        <translation>IC-Former Studio</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>About IC-Former Studio</source>
        <translation>Über IC-Former Studio</translation>
    </message>
    <message>
        <source>Narrow side bar</source>
        <translation>Schmale Seitenleiste</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Noch keine</translation>
    </message>
    <message>
        <source>Recent runs</source>
        <translation>Letzte Läufe</translation>
    </message>
    <message>
        <source>Report a problem…</source>
        <translation>Problem melden…</translation>
    </message>
    <message>
        <source>Another window of the studio is open: the one closed last keeps its settings.</source>
        <translation>Ein weiteres Fenster des Studios ist offen: die Einstellungen des zuletzt geschlossenen bleiben.</translation>
    </message>
    <message>
        <source>Appearance, language, shortcuts, help</source>
        <translation>Darstellung, Sprache, Tastenkürzel, Hilfe</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Follow system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>NVIDIA GPU…</source>
        <translation>NVIDIA-GPU…</translation>
    </message>
</context>
<context>
    <name>icf::ui::MessageBar</name>
    <message>
        <source>Close the message</source>
        <translation>Meldung schließen</translation>
    </message>
</context>
<context>
    <name>icf::ui::MetricPlot</name>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Token</translation>
    </message>
    <message numerus="yes">
        <source>… %n more</source>
        <translation>
            <numerusform>… %n weitere</numerusform>
            <numerusform>… %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (average %2)</source>
        <translation>%1 (Mittel %2)</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Context tokens</source>
        <translation>Kontext-Token</translation>
    </message>
    <message>
        <source>Training time (s)</source>
        <translation>Trainingszeit (s)</translation>
    </message>
    <message>
        <source>Training time (h:min:s)</source>
        <translation>Trainingszeit (h:min:s)</translation>
    </message>
    <message numerus="yes">
        <source>mean %1 ± %2
%n run(s)</source>
        <translation>
            <numerusform>Mittel %1 ± %2
%n Lauf</numerusform>
            <numerusform>Mittel %1 ± %2
%n Läufe</numerusform>
        </translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>Epoche %1</translation>
    </message>
    <message>
        <source>Date and time</source>
        <translation>Datum und Uhrzeit</translation>
    </message>
</context>
<context>
    <name>icf::ui::ModelBar</name>
    <message>
        <source>%1 + %2 parameters</source>
        <comment>language model + compressor</comment>
        <translation>%1 + %2 Parameter</translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation>%1 Parameter</translation>
    </message>
    <message>
        <source>Choose a language model.</source>
        <translation>Ein Sprachmodell wählen.</translation>
    </message>
    <message>
        <source>Opens when needed</source>
        <translation>Öffnet sich bei Bedarf</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>Öffnet …</translation>
    </message>
    <message>
        <source>Cannot be opened</source>
        <translation>Lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>&amp;Language model</source>
        <translation>&amp;Sprachmodell</translation>
    </message>
    <message>
        <source>Compressor chec&amp;kpoint</source>
        <translation>Kompressor-Chec&amp;kpoint</translation>
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
        <translation>Ordner des Sprachmodells</translation>
    </message>
    <message>
        <source>Language model</source>
        <translation>Sprachmodell</translation>
    </message>
    <message>
        <source>Folder of the compressor checkpoint</source>
        <translation>Ordner des Kompressor-Checkpoints</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keiner</translation>
    </message>
    <message>
        <source>Compressor checkpoint</source>
        <translation>Kompressor-Checkpoint</translation>
    </message>
    <message>
        <source>auto, cpu, cuda, cuda:0 … or mps</source>
        <translation>auto, cpu, cuda, cuda:0 … oder mps</translation>
    </message>
    <message>
        <source>Show the Models page</source>
        <translation>Die Seite Modelle zeigen</translation>
    </message>
    <message>
        <source>dtype of the computation. auto: bfloat16 where the device computes it natively, else float32. int8 and int4: as auto, with the language model&apos;s weights rounded to 8 or 4 bits, on the CPU only: less memory, and answers that differ a little.</source>
        <translation>dtype der Rechnung. auto: bfloat16, wo das Gerät es selbst rechnet, sonst float32. int8 und int4: wie auto, mit auf 8 oder 4 Bit gerundeten Gewichten des Sprachmodells, nur auf der CPU: weniger Speicher und etwas andere Antworten.</translation>
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
        <translation>nicht brauchbar</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>gewählt</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>passt</translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation>passt nicht</translation>
    </message>
    <message numerus="yes">
        <source>%n digest(s)</source>
        <translation>
            <numerusform>%n Digest</numerusform>
            <numerusform>%n Digests</numerusform>
        </translation>
    </message>
    <message>
        <source>vocab %1</source>
        <translation>Vokabular %1</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Vocab or digests</source>
        <translation>Vokabular oder Digests</translation>
    </message>
    <message>
        <source>With the chosen model</source>
        <translation>Mit dem gewählten Modell</translation>
    </message>
</context>
<context>
    <name>icf::ui::ModelsPage</name>
    <message>
        <source>Add a folder…</source>
        <translation>Ordner hinzufügen …</translation>
    </message>
    <message>
        <source>List the models and checkpoints below a folder; nothing is copied</source>
        <translation>Die Modelle und Checkpoints unter einem Ordner auflisten; nichts wird kopiert</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Folders that are looked through</source>
        <translation>Ordner, die durchgesehen werden</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtern</translation>
    </message>
    <message>
        <source>Filter the folders</source>
        <translation>Die Ordner filtern</translation>
    </message>
    <message>
        <source>Models and checkpoints</source>
        <translation>Modelle und Checkpoints</translation>
    </message>
    <message>
        <source>Choose a folder to see what it holds and what it fits.</source>
        <translation>Einen Ordner wählen, um zu sehen, was er enthält und wozu er passt.</translation>
    </message>
    <message>
        <source>Use as the language model</source>
        <translation>Als Sprachmodell benutzen</translation>
    </message>
    <message>
        <source>Use as the compressor</source>
        <translation>Als Kompressor benutzen</translation>
    </message>
    <message>
        <source>Compare with it</source>
        <translation>Damit vergleichen</translation>
    </message>
    <message>
        <source>Inspect it</source>
        <translation>Untersuchen</translation>
    </message>
    <message>
        <source>A folder with models or checkpoints</source>
        <translation>Ein Ordner mit Modellen oder Checkpoints</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Model and checkpoint folders, and which fit together</source>
        <translation>Ordner mit Modellen und Checkpoints, und welche zusammenpassen</translation>
    </message>
    <message>
        <source>Take out %1</source>
        <translation>%1 herausnehmen</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>Köpfe</translation>
    </message>
    <message>
        <source>Key/value heads</source>
        <translation>Schlüssel/Wert-Köpfe</translation>
    </message>
    <message>
        <source>Intermediate</source>
        <translation>Zwischenbreite</translation>
    </message>
    <message>
        <source>Vocab</source>
        <translation>Vokabular</translation>
    </message>
    <message>
        <source>Digests per chunk</source>
        <translation>Digests je Stück</translation>
    </message>
    <message>
        <source>Longest input</source>
        <translation>Längste Eingabe</translation>
    </message>
    <message>
        <source>Tokenizer</source>
        <translation>Tokenizer</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Fine-tuned</source>
        <translation>Feinabgestimmt</translation>
    </message>
    <message>
        <source>Fits %1.</source>
        <translation>Passt zu %1.</translation>
    </message>
    <message>
        <source>Does not fit %1: %2</source>
        <translation>Passt nicht zu %1: %2</translation>
    </message>
    <message>
        <source>Choose a language model to see whether this compressor fits it.</source>
        <translation>Ein Sprachmodell wählen, um zu sehen, ob dieser Kompressor dazu passt.</translation>
    </message>
    <message>
        <source>%1 fits</source>
        <translation>%1 passt</translation>
    </message>
    <message>
        <source>%1 does not fit: %2</source>
        <translation>%1 passt nicht: %2</translation>
    </message>
    <message>
        <source>No compressor is listed.</source>
        <translation>Kein Kompressor ist aufgeführt.</translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s)</source>
        <translation>
            <numerusform>%n Ordner</numerusform>
            <numerusform>%n Ordner</numerusform>
        </translation>
    </message>
    <message>
        <source>Rotary positions</source>
        <translation>Rotary-Positionen</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Head size</source>
        <translation>Kopfgröße</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Attention</translation>
    </message>
    <message>
        <source>Sliding window</source>
        <translation>Gleitendes Fenster</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>Ausgabeschicht</translation>
    </message>
    <message>
        <source>tied to the embedding</source>
        <translation>an das Embedding gebunden</translation>
    </message>
    <message>
        <source>of its own</source>
        <translation>eigene</translation>
    </message>
    <message>
        <source>Rescan</source>
        <translation>Neu einlesen</translation>
    </message>
    <message>
        <source>No model found. Add the folder of a language model (Hugging Face layout, or a GGUF file) or of a compressor checkpoint.</source>
        <translation>Kein Modell gefunden. Den Ordner eines Sprachmodells (wie bei Hugging Face, oder mit einer GGUF-Datei) oder eines Kompressor-Checkpoints hinzufügen.</translation>
    </message>
    <message>
        <source>yes: it can answer questions</source>
        <translation>ja: er kann Fragen beantworten</translation>
    </message>
    <message>
        <source>no: only pre-trained, to repeat text</source>
        <translation>nein: nur vortrainiert, um Text zu wiederholen</translation>
    </message>
    <message>
        <source>Scanning…</source>
        <translation>Wird eingelesen…</translation>
    </message>
</context>
<context>
    <name>icf::ui::OptionForm</name>
    <message>
        <source>change of %1</source>
        <translation>Änderung von %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>icf::ui::OptionRow</name>
    <message>
        <source>From %1 to %2.</source>
        <translation>Von %1 bis %2.</translation>
    </message>
    <message>
        <source>Changed; before: %1</source>
        <translation>Geändert; vorher: %1</translation>
    </message>
</context>
<context>
    <name>icf::ui::PromptSetPanel</name>
    <message>
        <source>%1 of %2 asked</source>
        <translation>%1 von %2 gestellt</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n prompt(s)</source>
        <translation>
            <numerusform>%1: %n Prompt</numerusform>
            <numerusform>%1: %n Prompts</numerusform>
        </translation>
    </message>
    <message>
        <source>Ask the first</source>
        <translation>Davon die ersten</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>Ask these prompts one after the other; every answer is kept in the history</source>
        <translation>Diese Prompts nacheinander stellen; jede Antwort bleibt im Verlauf</translation>
    </message>
    <message>
        <source>Close the prompt set</source>
        <translation>Promptliste schließen</translation>
    </message>
    <message>
        <source>Prompts asked</source>
        <translation>Gestellte Prompts</translation>
    </message>
    <message>
        <source>Means of the prompt set</source>
        <translation>Mittelwerte der Promptliste</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Beantwortet</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Exact</source>
        <translation>Genau</translation>
    </message>
    <message>
        <source>ROUGE-L</source>
        <translation>ROUGE-L</translation>
    </message>
    <message>
        <source>BLEU-4</source>
        <translation>BLEU-4</translation>
    </message>
    <message>
        <source>Vectors read</source>
        <translation>Gelesene Vektoren</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>Erstes Token</translation>
    </message>
    <message>
        <source>Tokens/s</source>
        <translation>Token/s</translation>
    </message>
</context>
<context>
    <name>icf::ui::PromptTemplateDialog</name>
    <message>
        <source>&amp;Begin with the model&apos;s bos token</source>
        <translation>Mit dem &amp;bos-Token des Modells beginnen</translation>
    </message>
    <message>
        <source>Prompt template</source>
        <translation>Prompt-Vorlage</translation>
    </message>
    <message>
        <source>Your own texts</source>
        <translation>Eigene Texte</translation>
    </message>
    <message>
        <source>Te&amp;mplate</source>
        <translation>Vorl&amp;age</translation>
    </message>
    <message>
        <source>The whole prompt</source>
        <translation>Der ganze Prompt</translation>
    </message>
    <message>
        <source>&amp;Prefix, before the context</source>
        <translation>&amp;Präfix, vor dem Kontext</translation>
    </message>
    <message>
        <source>&amp;Lead, before the question</source>
        <translation>&amp;Überleitung, vor der Frage</translation>
    </message>
    <message>
        <source>P&amp;ostfix, before the answer</source>
        <translation>P&amp;ostfix, vor der Antwort</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter…</translation>
    </message>
    <message>
        <source>The compressor&apos;s: %1</source>
        <translation>Die des Kompressors: %1</translation>
    </message>
    <message>
        <source>The language model&apos;s: %1</source>
        <translation>Die des Sprachmodells: %1</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save your own texts as a file to use them.</source>
        <translation>Eigene Texte als Datei speichern, um sie zu verwenden.</translation>
    </message>
    <message>
        <source>⟨context⟩</source>
        <translation>⟨Kontext⟩</translation>
    </message>
    <message>
        <source>⟨question⟩</source>
        <translation>⟨Frage⟩</translation>
    </message>
    <message>
        <source>⟨answer⟩</source>
        <translation>⟨Antwort⟩</translation>
    </message>
    <message>
        <source>Save the prompt template</source>
        <translation>Die Prompt-Vorlage speichern</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
</context>
<context>
    <name>icf::ui::QuestionForm</name>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Token</translation>
    </message>
    <message>
        <source>counting…</source>
        <translation>zählt …</translation>
    </message>
    <message>
        <source>&amp;Context</source>
        <translation>&amp;Kontext</translation>
    </message>
    <message>
        <source>&amp;Prompt</source>
        <translation>&amp;Prompt</translation>
    </message>
    <message>
        <source>&amp;Reference answer (optional)</source>
        <translation>&amp;Musterantwort (freiwillig)</translation>
    </message>
    <message>
        <source>Fill in an example</source>
        <translation>Ein Beispiel einsetzen</translation>
    </message>
    <message>
        <source>A held-out text and question of the demo</source>
        <translation>Ein Testtext der Demo mit Frage</translation>
    </message>
    <message>
        <source>Paste a text, or drop a file here.</source>
        <translation>Einen Text einfügen oder eine Datei hier fallen lassen.</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>The text that the model is asked about</source>
        <translation>Der Text, zu dem das Modell gefragt wird</translation>
    </message>
    <message>
        <source>Ask something about the text.</source>
        <translation>Etwas zum Text fragen.</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>The question, without a template</source>
        <translation>Die Frage, ohne Vorlage</translation>
    </message>
    <message>
        <source>Answers are scored against it.</source>
        <translation>Antworten werden daran gemessen.</translation>
    </message>
    <message>
        <source>Reference answer</source>
        <translation>Musterantwort</translation>
    </message>
</context>
<context>
    <name>icf::ui::QueueModel</name>
    <message>
        <source>pre-train</source>
        <translation>Vortraining</translation>
    </message>
    <message>
        <source>fine-tune</source>
        <translation>Feinabstimmung</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation>fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>beginnt</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>stopping, saving</source>
        <translation>wird gestoppt, speichert</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>wird gestoppt</translation>
    </message>
    <message>
        <source>training</source>
        <translation>trainiert</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>stopped, saved</source>
        <translation>gestoppt, gespeichert</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>gestoppt</translation>
    </message>
</context>
<context>
    <name>icf::ui::RatioPlot</name>
    <message>
        <source>Context tokens per vector read</source>
        <translation>Kontext-Token je gelesenem Vektor</translation>
    </message>
    <message>
        <source>The table of systems holds the same values.</source>
        <translation>Die Tabelle der Systeme enthält dieselben Werte.</translation>
    </message>
    <message>
        <source>Quality of the systems</source>
        <translation>Güte der Systeme</translation>
    </message>
</context>
<context>
    <name>icf::ui::ReconstructionModel</name>
    <message>
        <source>Position</source>
        <translation>Stelle</translation>
    </message>
    <message>
        <source>Chunk</source>
        <translation>Stück</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Teacher-forced</source>
        <translation>Vorgegeben</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>Free-running</source>
        <translation>Frei laufend</translation>
    </message>
</context>
<context>
    <name>icf::ui::ReconstructionPanel</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 tokens · loss %2 per token · teacher-forced %3 right · free-running %4 right · %5</source>
        <translation>%1 Token · Loss %2 je Token · vorgegeben %3 richtig · frei laufend %4 richtig · %5</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>genau</translation>
    </message>
    <message>
        <source>not exact</source>
        <translation>nicht genau</translation>
    </message>
    <message>
        <source>As a table</source>
        <translation>Als Tabelle</translation>
    </message>
    <message>
        <source>Show the tokens as a table</source>
        <translation>Die Token als Tabelle zeigen</translation>
    </message>
    <message>
        <source>Original, teacher-forced and free-running text</source>
        <translation>Originaltext, vorgegebener und frei laufender Text</translation>
    </message>
    <message>
        <source>Reconstruction, token by token</source>
        <translation>Wiederherstellung, Token für Token</translation>
    </message>
</context>
<context>
    <name>icf::ui::ReportDialog</name>
    <message>
        <source>Keep names of files and folders</source>
        <translation>Namen von Dateien und Ordnern behalten</translation>
    </message>
    <message>
        <source>Keep my texts: the question on the Compare page, and what messages quote</source>
        <translation>Meine Texte behalten: die Frage der Seite Vergleichen und was Meldungen zitieren</translation>
    </message>
    <message>
        <source>Report a problem</source>
        <translation>Problem melden</translation>
    </message>
    <message>
        <source>This makes a file that you can attach to a report. Nothing is sent; read below what it holds.</source>
        <translation>Dies macht eine Datei, die einer Meldung beigelegt werden kann. Nichts wird gesendet; darunter steht alles, was sie enthält.</translation>
    </message>
    <message>
        <source>What did you do, what did you expect, what happened?</source>
        <translation>Was wurde getan, was erwartet, was geschah?</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>The report</source>
        <translation>Die Meldung</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Meldung speichern</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <source>Wrote %1</source>
        <translation>%1 geschrieben</translation>
    </message>
</context>
<context>
    <name>icf::ui::ResultsView</name>
    <message>
        <source>All settings</source>
        <translation>Alle Einstellungen</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>Maß</translation>
    </message>
    <message>
        <source>First</source>
        <translation>Erstes</translation>
    </message>
    <message>
        <source>Second</source>
        <translation>Zweites</translation>
    </message>
    <message>
        <source>First − second</source>
        <translation>Erstes − zweites</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95-%-Intervall</translation>
    </message>
    <message>
        <source>p</source>
        <translation>p</translation>
    </message>
    <message>
        <source>best</source>
        <translation>beste</translation>
    </message>
    <message>
        <source>worst</source>
        <translation>schlechteste</translation>
    </message>
    <message>
        <source>random</source>
        <translation>zufällige</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Shown as</source>
        <translation>Gezeigt als</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message numerus="yes">
        <source>after %n question(s)</source>
        <translation>
            <numerusform>nach %n Frage</numerusform>
            <numerusform>nach %n Fragen</numerusform>
        </translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Digests</source>
        <translation>Digests</translation>
    </message>
    <message>
        <source>Compress</source>
        <translation>Komprimieren</translation>
    </message>
    <message>
        <source>Prefill digests</source>
        <translation>Digests einlesen</translation>
    </message>
    <message>
        <source>Prefill full</source>
        <translation>Volltext einlesen</translation>
    </message>
    <message>
        <source>Decode after digests</source>
        <translation>Erzeugen nach Digests</translation>
    </message>
    <message>
        <source>Decode after full</source>
        <translation>Erzeugen nach Volltext</translation>
    </message>
    <message>
        <source>Cache, digests</source>
        <translation>Cache, Digests</translation>
    </message>
    <message>
        <source>Cache, full</source>
        <translation>Cache, voll</translation>
    </message>
    <message>
        <source>Compressing: operations</source>
        <translation>Komprimieren: Rechenschritte</translation>
    </message>
    <message>
        <source>Peak memory</source>
        <translation>Speicherspitze</translation>
    </message>
    <message>
        <source>Pays against reading again</source>
        <translation>Lohnt gegen erneutes Lesen</translation>
    </message>
    <message>
        <source>Pays against a kept cache</source>
        <translation>Lohnt gegen behaltenen Cache</translation>
    </message>
    <message>
        <source>Add the task cost to measure times, cache and the break-even.</source>
        <translation>Die Aufgabe cost hinzufügen, um Zeiten, Cache und den Punkt zu messen, ab dem es sich lohnt.</translation>
    </message>
    <message>
        <source>Medians. Compressing pays after so many questions about one context.</source>
        <translation>Mediane. Komprimieren lohnt sich nach so vielen Fragen zu einem Kontext.</translation>
    </message>
    <message>
        <source>Tas&amp;k</source>
        <translation>&amp;Aufgabe</translation>
    </message>
    <message>
        <source>S&amp;etting</source>
        <translation>&amp;Einstellung</translation>
    </message>
    <message>
        <source>&amp;Metric</source>
        <translation>&amp;Maß</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Systems</source>
        <translation>Systeme</translation>
    </message>
    <message>
        <source>Paired comparisons</source>
        <translation>Gepaarte Vergleiche</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
</context>
<context>
    <name>icf::ui::RowModel</name>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
</context>
<context>
    <name>icf::ui::RunDetails</name>
    <message>
        <source>Curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Held-out answers</source>
        <translation>Antworten auf Testfragen</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>Checkpoints</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Options that differ</source>
        <translation>Abweichende Optionen</translation>
    </message>
    <message>
        <source>Compare answers</source>
        <translation>Antworten vergleichen</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>Untersuchen</translation>
    </message>
    <message>
        <source>Tags, separated by commas</source>
        <translation>Stichwörter, durch Kommas getrennt</translation>
    </message>
</context>
<context>
    <name>icf::ui::RunHeader</name>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>loading data and models</source>
        <translation>lädt Daten und Modelle</translation>
    </message>
    <message>
        <source>training</source>
        <translation>trainiert</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>stopping, writing a checkpoint</source>
        <translation>wird gestoppt, schreibt einen Checkpoint</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>wird gestoppt</translation>
    </message>
    <message>
        <source>%1 of %2 samples</source>
        <translation>%1 von %2 Beispielen</translation>
    </message>
    <message>
        <source>epoch %1 of %2: %3 of %4</source>
        <translation>Epoche %1 von %2: %3 von %4</translation>
    </message>
    <message>
        <source>Step %1: %2 % of the label tokens right under teacher forcing, %3 rows</source>
        <translation>Schritt %1: %2 % der Ziel-Token unter Vorgabe richtig, %3 Zeilen</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Loss</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation>Validierungs-Loss</translation>
    </message>
    <message>
        <source>Samples/s</source>
        <translation>Beispiele/s</translation>
    </message>
    <message>
        <source>Tokens/s</source>
        <translation>Token/s</translation>
    </message>
    <message>
        <source>Elapsed</source>
        <translation>Vergangen</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Übrig</translation>
    </message>
    <message>
        <source>Stop and save</source>
        <translation>Stoppen und speichern</translation>
    </message>
    <message>
        <source>Write a checkpoint, then end the run (Ctrl+.)</source>
        <translation>Einen Checkpoint schreiben, dann den Lauf beenden (Strg+.)</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>End the run at once; work since the last checkpoint is lost</source>
        <translation>Den Lauf sofort beenden; die Arbeit seit dem letzten Checkpoint geht verloren</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>Checkpoint</translation>
    </message>
    <message>
        <source>Write a checkpoint now and go on (Ctrl+K)</source>
        <translation>Jetzt einen Checkpoint schreiben und weitermachen (Strg+K)</translation>
    </message>
    <message>
        <source>Pause or resume the training (Ctrl+P)</source>
        <translation>Das Training pausieren oder fortsetzen (Strg+P)</translation>
    </message>
    <message>
        <source>Open the run&apos;s folder</source>
        <translation>Den Ordner des Laufs öffnen</translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation>Fortschritt des Laufs</translation>
    </message>
    <message>
        <source>Progress of the epoch</source>
        <translation>Fortschritt der Epoche</translation>
    </message>
    <message>
        <source>Attention on the diagonal: %1 (a sign of convergence in pre-training)</source>
        <translation>Aufmerksamkeit auf der Diagonale: %1 (ein Zeichen der Konvergenz beim Vortraining)</translation>
    </message>
</context>
<context>
    <name>icf::ui::Runner</name>
    <message>
        <source>Not enough memory. Use shorter contexts or a smaller micro-batch size.</source>
        <translation>Zu wenig Speicher. Kürzere Kontexte oder eine kleinere Micro-Batch-Größe verwenden.</translation>
    </message>
    <message>
        <source>Unknown error in the computation.</source>
        <translation>Unbekannter Fehler in der Rechnung.</translation>
    </message>
    <message>
        <source>Not enough memory on the GPU. Use shorter contexts or a smaller micro-batch size, or end other programs that use it.</source>
        <translation>Nicht genug Speicher auf der GPU. Kürzere Kontexte oder eine kleinere Micro-Batch-Größe verwenden, oder andere Programme beenden, die sie benutzen.</translation>
    </message>
</context>
<context>
    <name>icf::ui::RunsModel</name>
    <message>
        <source>training</source>
        <translation>trainiert</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>gestoppt</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
</context>
<context>
    <name>icf::ui::RunsPage</name>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>All runs of this computer: curves, options, checkpoints</source>
        <translation>Alle Läufe dieses Rechners: Kurven, Optionen, Checkpoints</translation>
    </message>
    <message>
        <source>List the runs of a folder</source>
        <translation>Die Läufe eines Ordners auflisten</translation>
    </message>
    <message>
        <source>Rename the run</source>
        <translation>Lauf umbenennen</translation>
    </message>
    <message>
        <source>New name</source>
        <translation>Neuer Name</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message numerus="yes">
        <source>Moved %n run(s) (%1) to the trash.</source>
        <translation>
            <numerusform>%n Lauf (%1) in den Papierkorb gelegt.</numerusform>
            <numerusform>%n Läufe (%1) in den Papierkorb gelegt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Find runs</source>
        <translation>Läufe suchen</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>Archiviert</translation>
    </message>
    <message>
        <source>Show archived runs too</source>
        <translation>Auch archivierte Läufe zeigen</translation>
    </message>
    <message>
        <source>No runs yet</source>
        <translation>Noch keine Läufe</translation>
    </message>
    <message>
        <source>A run is a folder with its settings, curves, answers and checkpoints. Runs started here or on the command line appear in this list by themselves. Other folders can be added or dropped here.</source>
        <translation>Ein Lauf ist ein Ordner mit seinen Einstellungen, Kurven, Antworten und Checkpoints. Läufe, die hier oder auf der Befehlszeile gestartet wurden, erscheinen von selbst in dieser Liste. Andere Ordner lassen sich hinzufügen oder hier fallen lassen.</translation>
    </message>
    <message>
        <source>Set up a run</source>
        <translation>Einen Lauf einrichten</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Open the run&apos;s folder</source>
        <translation>Den Ordner des Laufs öffnen</translation>
    </message>
    <message>
        <source>Duplicate settings</source>
        <translation>Einstellungen übernehmen</translation>
    </message>
    <message>
        <source>Set up a new run with these settings</source>
        <translation>Einen neuen Lauf mit diesen Einstellungen einrichten</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen …</translation>
    </message>
    <message>
        <source>Rename the run&apos;s folder</source>
        <translation>Den Ordner des Laufs umbenennen</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archivieren</translation>
    </message>
    <message>
        <source>Hide from the list, or show again</source>
        <translation>Aus der Liste ausblenden oder wieder zeigen</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>In den Papierkorb</translation>
    </message>
    <message>
        <source>Move the run&apos;s folder to the trash</source>
        <translation>Den Ordner des Laufs in den Papierkorb legen</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Ordner hinzufügen …</translation>
    </message>
    <message>
        <source>List the runs of another folder too</source>
        <translation>Auch die Läufe eines anderen Ordners auflisten</translation>
    </message>
    <message>
        <source>This run has no checkpoint to resume from</source>
        <translation>Dieser Lauf hat keinen Checkpoint zum Fortsetzen</translation>
    </message>
    <message>
        <source>Resume this run</source>
        <translation>Diesen Lauf fortsetzen</translation>
    </message>
    <message>
        <source>Names of the runs</source>
        <translation>Namen der Läufe</translation>
    </message>
    <message>
        <source>Columns…</source>
        <translation>Spalten …</translation>
    </message>
    <message>
        <source>Choose what the table shows of the runs</source>
        <translation>Wählen, was die Tabelle von den Läufen zeigt</translation>
    </message>
    <message>
        <source>Hide &quot;%1&quot;</source>
        <translation>„%1“ ausblenden</translation>
    </message>
    <message>
        <source>Export as CSV</source>
        <translation>Als CSV exportieren</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Wrote %1</source>
        <translation>%1 geschrieben</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Write the table as CSV: these columns and rows, in this order</source>
        <translation>Die Tabelle als CSV schreiben: diese Spalten und Zeilen, in dieser Reihenfolge</translation>
    </message>
</context>
<context>
    <name>icf::ui::SamplesModel</name>
    <message>
        <source>(repeat the context)</source>
        <translation>(den Kontext wiederholen)</translation>
    </message>
    <message>
        <source>Held-out question</source>
        <translation>Testfrage</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Erwartet</translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation>Schritt %1</translation>
    </message>
</context>
<context>
    <name>icf::ui::SamplesView</name>
    <message>
        <source>Held-out answers</source>
        <translation>Antworten auf Testfragen</translation>
    </message>
    <message>
        <source>Answers to held-out questions at each validation; double click to compare with the full context</source>
        <translation>Antworten auf Testfragen bei jeder Validierung; Doppelklick vergleicht mit dem vollen Kontext</translation>
    </message>
    <message>
        <source>Answers to held-out questions appear here at each validation, when validation data is set.</source>
        <translation>Hier erscheinen bei jeder Validierung Antworten auf Testfragen, wenn Validierungsdaten gesetzt sind.</translation>
    </message>
</context>
<context>
    <name>icf::ui::SessionMessage</name>
    <message>
        <source>Choose the folder of a language model above, or look for one on the Models page.</source>
        <translation>Oben den Ordner eines Sprachmodells wählen oder auf der Seite Modelle eines suchen.</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
</context>
<context>
    <name>icf::ui::SettingsPanel</name>
    <message>
        <source>temperature %1, seed %2</source>
        <translation>Temperatur %1, Startwert %2</translation>
    </message>
    <message>
        <source>greedy</source>
        <translation>greedy</translation>
    </message>
    <message numerus="yes">
        <source>at most %n token(s)</source>
        <translation>
            <numerusform>höchstens %n Token</numerusform>
            <numerusform>höchstens %n Token</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>chunks of %n token(s)</source>
        <translation>
            <numerusform>Stücke von %n Token</numerusform>
            <numerusform>Stücke von %n Token</numerusform>
        </translation>
    </message>
    <message>
        <source>no chunks</source>
        <translation>keine Stücke</translation>
    </message>
    <message>
        <source>Chunks</source>
        <translation>Stücke</translation>
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
        <source>Seed of the random choice of tokens; the same for every column.</source>
        <translation>Startwert der zufälligen Auswahl der Token; für alle Spalten derselbe.</translation>
    </message>
    <message>
        <source>Largest number of tokens to generate.</source>
        <translation>Höchste Zahl erzeugter Token.</translation>
    </message>
    <message>
        <source>0: always the most likely token; higher: more random.</source>
        <translation>0: immer das wahrscheinlichste Token; höher: zufälliger.</translation>
    </message>
    <message>
        <source>Sample only from the most likely tokens whose probabilities add up to this.</source>
        <translation>Nur aus den wahrscheinlichsten Token ziehen, deren Wahrscheinlichkeiten sich hierzu summieren.</translation>
    </message>
    <message>
        <source>Sample only from this many of the most likely tokens. 0: all.</source>
        <translation>Nur aus so vielen der wahrscheinlichsten Token ziehen. 0: alle.</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
</context>
<context>
    <name>icf::ui::ShortcutsDialog</name>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtern</translation>
    </message>
    <message>
        <source>Filter the shortcuts</source>
        <translation>Tastenkürzel filtern</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
</context>
<context>
    <name>icf::ui::SmallPlot</name>
    <message>
        <source>Values as a table</source>
        <translation>Werte als Tabelle</translation>
    </message>
</context>
<context>
    <name>icf::ui::SystemModel</name>
    <message numerus="yes">
        <source>95 % interval over %n run(s)</source>
        <translation>
            <numerusform>95-%-Intervall über %n Lauf</numerusform>
            <numerusform>95-%-Intervall über %n Läufe</numerusform>
        </translation>
    </message>
    <message>
        <source>95 % interval over the examples</source>
        <translation>95-%-Intervall über die Beispiele</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>Verhältnis</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>%1 of %2 examples. The others:</source>
        <translation>%1 von %2 Beispielen. Die übrigen:</translation>
    </message>
</context>
<context>
    <name>icf::ui::TokenCounter</name>
    <message>
        <source>Choose a language model to count tokens.</source>
        <translation>Ein Sprachmodell wählen, um Token zu zählen.</translation>
    </message>
</context>
<context>
    <name>icf::ui::TokenMeter</name>
    <message>
        <source>Tokens read</source>
        <translation>Gelesene Token</translation>
    </message>
    <message>
        <source>template %1</source>
        <translation>Vorlage %1</translation>
    </message>
    <message>
        <source>digests %1</source>
        <translation>Digests %1</translation>
    </message>
    <message>
        <source>vectors %1</source>
        <translation>Vektoren %1</translation>
    </message>
    <message>
        <source>context %1</source>
        <translation>Kontext %1</translation>
    </message>
    <message>
        <source>prompt %1</source>
        <translation>Prompt %1</translation>
    </message>
</context>
<context>
    <name>icf::ui::TokenView</name>
    <message>
        <source>number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>function word</source>
        <translation>Funktionswort</translation>
    </message>
    <message>
        <source>rare word</source>
        <translation>seltenes Wort</translation>
    </message>
    <message>
        <source>common word</source>
        <translation>häufiges Wort</translation>
    </message>
    <message>
        <source>other</source>
        <translation>sonstiges</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>above</source>
        <translation>darüber</translation>
    </message>
    <message>
        <source>more</source>
        <translation>mehr</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Share right</source>
        <translation>Anteil richtig</translation>
    </message>
    <message>
        <source>Kind of word</source>
        <translation>Art des Wortes</translation>
    </message>
    <message>
        <source>Surprisal without the context (nats)</source>
        <translation>Überraschung ohne den Kontext (nats)</translation>
    </message>
    <message>
        <source>Place in the text (token)</source>
        <translation>Stelle im Text (Token)</translation>
    </message>
    <message>
        <source>Distance from the chunk&apos;s edge (tokens)</source>
        <translation>Abstand vom Rand des Stücks (Token)</translation>
    </message>
    <message>
        <source>&amp;Right by</source>
        <translation>&amp;Richtig nach</translation>
    </message>
    <message>
        <source>Right by</source>
        <translation>Richtig nach</translation>
    </message>
    <message>
        <source>This task has no such figures. Places and chunk edges come with autoencoding and the ladder.</source>
        <translation>Diese Aufgabe hat keine solchen Zahlen. Stellen und Ränder von Stücken gibt es bei Autokodierung und Zufallsleiter.</translation>
    </message>
    <message>
        <source>Share of tokens right</source>
        <translation>Anteil richtiger Token</translation>
    </message>
    <message>
        <source>The table below holds the same values.</source>
        <translation>Die Tabelle darunter enthält dieselben Werte.</translation>
    </message>
</context>
<context>
    <name>icf::ui::TrainPage</name>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>Set up a run, start it and watch it learn</source>
        <translation>Einen Lauf einrichten, starten und beim Lernen zusehen</translation>
    </message>
    <message>
        <source>Another run of the queue writes into this run folder. Choose another one.</source>
        <translation>Ein anderer Lauf der Warteschlange schreibt in diesen Laufordner. Einen anderen wählen.</translation>
    </message>
    <message>
        <source>Unfinished run</source>
        <translation>Unfertiger Lauf</translation>
    </message>
    <message>
        <source>Resume it</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Added to the queue</source>
        <translation>In die Warteschlange gestellt</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Gestartet</translation>
    </message>
    <message>
        <source>demo</source>
        <translation>Demo</translation>
    </message>
    <message>
        <source>settings of %1</source>
        <translation>Einstellungen von %1</translation>
    </message>
    <message>
        <source>%1 is neither settings, data nor a model</source>
        <translation>%1 ist weder Einstellungen noch Daten noch ein Modell</translation>
    </message>
    <message>
        <source>Training is under way</source>
        <translation>Ein Training läuft</translation>
    </message>
    <message>
        <source>Save a checkpoint before quitting, so that the run can be resumed?</source>
        <translation>Vor dem Beenden einen Checkpoint speichern, damit sich der Lauf fortsetzen lässt?</translation>
    </message>
    <message>
        <source>The run is still loading or stopping. Quit all the same?</source>
        <translation>Der Lauf lädt noch oder wird gerade gestoppt. Trotzdem beenden?</translation>
    </message>
    <message>
        <source>Save and quit</source>
        <translation>Speichern und beenden</translation>
    </message>
    <message>
        <source>Quit without saving</source>
        <translation>Ohne Speichern beenden</translation>
    </message>
    <message>
        <source>Saving, then quitting</source>
        <translation>Speichert, beendet dann</translation>
    </message>
    <message>
        <source>Stopping, then quitting</source>
        <translation>Wird gestoppt, dann beendet</translation>
    </message>
    <message>
        <source>The run folder holds a run that did not finish. Resume it, or replace it?</source>
        <translation>Der Ordner enthält einen Lauf, der nicht fertig wurde. Fortsetzen oder ersetzen?</translation>
    </message>
    <message>
        <source>The run folder holds a run that ended before its first checkpoint, so it cannot be resumed. Replace it?</source>
        <translation>Der Ordner enthält einen Lauf, der vor seinem ersten Checkpoint endete und nicht fortgesetzt werden kann. Ersetzen?</translation>
    </message>
</context>
</TS>
