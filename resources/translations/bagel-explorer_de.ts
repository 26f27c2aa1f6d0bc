<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>BucketChip</name>
    <message>
        <source>Show %1</source>
        <translation>%1 zeigen</translation>
    </message>
    <message>
        <source>%1 tensors</source>
        <translation>%1 Tensoren</translation>
    </message>
    <message>
        <source>%1: %2 tensors. %3
Click to show or hide them.</source>
        <translation>%1: %2 Tensoren. %3
Klicken zeigt sie oder blendet sie aus.</translation>
    </message>
</context>
<context>
    <name>ByteSize</name>
    <message>
        <source>“%1” is no size: expected a number with KB, MB, GB or TB, such as 1.5GB.</source>
        <translation>„%1“ ist keine Größe: Erwartet wird eine Zahl mit KB, MB, GB oder TB, etwa 1.5GB.</translation>
    </message>
</context>
<context>
    <name>Checkpoint</name>
    <message>
        <source>Opening %1 was cancelled.</source>
        <translation>Das Öffnen von %1 wurde abgebrochen.</translation>
    </message>
    <message>
        <source>In %1 these files of the checkpoint are missing: %2. Download or copy them there.</source>
        <translation>In %1 fehlen diese Dateien des Checkpoints: %2. Sie müssen heruntergeladen oder dorthin kopiert werden.</translation>
    </message>
    <message>
        <source>Several files hold the same keys: %1.</source>
        <translation>Mehrere Dateien enthalten dieselben Schlüssel: %1.</translation>
    </message>
    <message>
        <source>The index names keys that are not in their files: %1.</source>
        <translation>Der Index nennt Schlüssel, die in ihren Dateien nicht vorkommen: %1.</translation>
    </message>
    <message>
        <source>The index does not name these keys, which are in its files: %1.</source>
        <translation>Der Index nennt diese Schlüssel nicht, die in seinen Dateien stehen: %1.</translation>
    </message>
    <message>
        <source>%1 holds tensors in parts, one for each process of a distributed training (DCP_SHARDING_INFO), for instance %2. Join them with the consolidate.sh that NeMo AutoModel has put beside them, and open what it writes.</source>
        <translation>%1 enthält Tensoren in Teilen, je einen für jeden Prozess eines verteilten Trainings (DCP_SHARDING_INFO), zum Beispiel %2. Das Skript consolidate.sh, das NeMo AutoModel daneben abgelegt hat, fügt sie zusammen; geöffnet wird dann, was es schreibt.</translation>
    </message>
    <message>
        <source>%1 is what one of several processes of a distributed training saved (DCP_SHARDING_INFO), so that its tensors may be parts. Open the folder.</source>
        <translation>%1 wurde von einem von mehreren Prozessen eines verteilten Trainings gespeichert (DCP_SHARDING_INFO), sodass die Tensoren Teile sein können. Stattdessen den Ordner öffnen.</translation>
    </message>
    <message>
        <source>%1 was saved by a distributed training (DCP_SHARDING_INFO). Every tensor is in one file and begins at its first element, so each counts as whole.</source>
        <translation>%1 wurde von einem verteilten Training gespeichert (DCP_SHARDING_INFO). Jeder Tensor steht in einer einzigen Datei und beginnt mit seinem ersten Element, gilt also als vollständig.</translation>
    </message>
    <message>
        <source>%1 holds only %2 of %3 shards. Download or copy the others there.</source>
        <translation>%1 enthält nur %2 von %3 Shards. Die übrigen müssen heruntergeladen oder dorthin kopiert werden.</translation>
    </message>
    <message>
        <source>%1 holds several checkpoints: %2. Open one of them.</source>
        <translation>%1 enthält mehrere Checkpoints: %2. Bitte einen davon öffnen.</translation>
    </message>
    <message>
        <source>There is no checkpoint in this folder: %1 was expected.</source>
        <translation>In diesem Ordner ist kein Checkpoint: Erwartet wurde %1.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>This does not tell which part of a tensor is there.</source>
        <translation>Daraus geht nicht hervor, welcher Teil eines Tensors vorliegt.</translation>
    </message>
</context>
<context>
    <name>Checks</name>
    <message>
        <source>%1 has an empty __metadata__ object, which huggingface_hub refuses. A conversion writes none.</source>
        <translation>%1 hat ein leeres Objekt __metadata__, das huggingface_hub ablehnt. Eine Konvertierung schreibt keines.</translation>
    </message>
    <message>
        <source>The data of %1 begin at byte %2, which is no multiple of 8: some readers are slower or refuse it. A conversion aligns them.</source>
        <translation>Die Daten von %1 beginnen bei Byte %2, keinem Vielfachen von 8: Manche Leseprogramme werden dadurch langsamer oder lehnen die Datei ab. Eine Konvertierung richtet sie aus.</translation>
    </message>
    <message>
        <source>The index says that the tensors take up %1 bytes, but they take up %2. A sharded conversion writes a right one.</source>
        <translation>Laut Index belegen die Tensoren %1 Bytes, es sind aber %2. Eine Konvertierung in Shards schreibt einen richtigen Index.</translation>
    </message>
</context>
<context>
    <name>ChoicesBar</name>
    <message>
        <source>Conversion</source>
        <translation>Konvertierung</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>HF → NeMo</source>
        <translation>HF → NeMo</translation>
    </message>
    <message>
        <source>NeMo → HF</source>
        <translation>NeMo → HF</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Stage</translation>
    </message>
    <message>
        <source>1 · UND</source>
        <translation>1 · UND</translation>
    </message>
    <message>
        <source>2 · UND + GEN</source>
        <translation>2 · UND + GEN</translation>
    </message>
    <message>
        <source>S&amp;trict</source>
        <translation>St&amp;rikt</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren…</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open a checkpoint file (Ctrl+O)</source>
        <translation>Eine Checkpoint-Datei öffnen (Strg+O)</translation>
    </message>
    <message>
        <source>Strict</source>
        <translation>Strikt</translation>
    </message>
    <message>
        <source>Refuse keys that match no pattern, and keys that become the same</source>
        <translation>Schlüssel ablehnen, die zu keinem Muster passen oder gleich werden</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Write the converted checkpoint (Ctrl+E)</source>
        <translation>Den konvertierten Checkpoint schreiben (Strg+E)</translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>Explore, compare and convert BAGEL checkpoints.</source>
        <translation>BAGEL-Checkpoints untersuchen, vergleichen und konvertieren.</translation>
    </message>
    <message>
        <source>Opens the window on a file, a directory or an index.json, and shows a tensor.</source>
        <translation>Öffnet das Fenster mit einer Datei, einem Verzeichnis oder einer index.json und zeigt einen Tensor.</translation>
    </message>
    <message>
        <source>Exit status: 0 done; 1 the checkpoint is refused; 2 wrong usage; 3 input/output failure; 130 interrupted.</source>
        <translation>Exit-Status: 0 erledigt; 1 Checkpoint abgelehnt; 2 falscher Aufruf; 3 Ein-/Ausgabefehler; 130 unterbrochen.</translation>
    </message>
    <message>
        <source>Usage: %1</source>
        <translation>Aufruf: %1</translation>
    </message>
    <message>
        <source>An argument is missing.</source>
        <translation>Ein Argument fehlt.</translation>
    </message>
    <message>
        <source>“%1” is one argument too many.</source>
        <translation>„%1“ ist ein Argument zu viel.</translation>
    </message>
    <message>
        <source>See bagel-explorer --help.</source>
        <translation>Siehe bagel-explorer --help.</translation>
    </message>
    <message>
        <source>Unknown option &apos;%1&apos;.</source>
        <translation>Unbekannte Option „%1“.</translation>
    </message>
    <message>
        <source>The window opens one PATH; others open from its File menu.</source>
        <translation>Das Fenster öffnet einen einzigen PATH; weitere lassen sich über sein Menü „Datei“ öffnen.</translation>
    </message>
    <message>
        <source>“%1” is neither a command nor a file or folder.</source>
        <translation>„%1“ ist weder ein Befehl noch eine Datei oder ein Ordner.</translation>
    </message>
</context>
<context>
    <name>Configs</name>
    <message>
        <source>%1 is not valid JSON (that of early releases is not), so it was not compared with the tensors.</source>
        <translation>%1 ist kein gültiges JSON (wie bei frühen Veröffentlichungen) und wurde daher nicht mit den Tensoren verglichen.</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
</context>
<context>
    <name>Console</name>
    <message>
        <source>Interrupted.</source>
        <translation>Unterbrochen.</translation>
    </message>
    <message>
        <source>Error: %1</source>
        <translation>Fehler: %1</translation>
    </message>
    <message>
        <source>The output cannot be written.</source>
        <translation>Die Ausgabe kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>%1 % · %2 of %3 · %4/s</source>
        <translation>%1 % · %2 von %3 · %4/s</translation>
    </message>
</context>
<context>
    <name>Conversion</name>
    <message>
        <source>Or leave out what is damaged (--skip-damaged) and convert the rest.</source>
        <translation>Oder Beschädigtes auslassen (--skip-damaged) und den Rest konvertieren.</translation>
    </message>
    <message>
        <source>Leaving out %1 damaged tensor(s): %2.</source>
        <translation>Beschädigte Tensoren werden ausgelassen (%1): %2.</translation>
    </message>
    <message>
        <source>%1 keys become the same key as another one: %2. Rename them, or choose lenient (--no-strict) to let the later one win.</source>
        <translation>%1 Schlüssel werden zum selben Schlüssel wie ein anderer: %2. Sie müssen umbenannt werden, oder nachsichtig (--no-strict) lässt den späteren gelten.</translation>
    </message>
    <message>
        <source>%1 keys become the same key as another one: %2. The later one wins.</source>
        <translation>%1 Schlüssel werden zum selben Schlüssel wie ein anderer: %2. Der spätere gilt.</translation>
    </message>
    <message>
        <source>The exclude expression plays no part in HF → NeMo and is ignored.</source>
        <translation>Der Ausschlussausdruck spielt bei HF → NeMo keine Rolle und wird nicht beachtet.</translation>
    </message>
    <message>
        <source>The model’s files hold no %1 tensor, so there is nothing to extract.</source>
        <translation>Die Dateien des Modells enthalten keinen %1-Tensor, es gibt also nichts zu entnehmen.</translation>
    </message>
    <message>
        <source>Stage %1, but this file has no %2 tensor.</source>
        <translation>Stage %1, aber diese Datei hat keinen %2-Tensor.</translation>
    </message>
    <message>
        <source>%1 key(s) match no UND, GEN or VAE pattern: %2. Rename them, or choose lenient (--no-strict) to leave them out.</source>
        <translation>Schlüssel, die zu keinem Muster von UND, GEN oder VAE passen (%1): %2. Sie müssen umbenannt werden, oder nachsichtig (--no-strict) lässt sie aus.</translation>
    </message>
    <message>
        <source>Leaving out %1 key(s) that match no pattern: %2.</source>
        <translation>Schlüssel, die zu keinem Muster passen, werden ausgelassen (%1): %2.</translation>
    </message>
    <message>
        <source>%1 is in convolution layout, but BAGEL’s loaders expect the linear layout. Choose it for the patch embedding (--patch-embedding linear).</source>
        <translation>%1 liegt im Faltungslayout vor, aber BAGELs Laderoutinen erwarten das lineare Layout. Es lässt sich für das Patch-Embedding wählen (--patch-embedding linear).</translation>
    </message>
    <message>
        <source>Unknown stage “%1”: expected “stage1” or “stage2”.</source>
        <translation>Unbekannte Stage „%1“: Erwartet wird „stage1“ oder „stage2“.</translation>
    </message>
</context>
<context>
    <name>ConversionModel</name>
    <message>
        <source>Source key</source>
        <translation>Quellschlüssel</translation>
    </message>
    <message>
        <source>Output key</source>
        <translation>Zielschlüssel</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>Muster</translation>
    </message>
</context>
<context>
    <name>ConversionPage</name>
    <message>
        <source>No key has this action and passes the key filter.</source>
        <translation>Kein Schlüssel hat diese Aktion und passt zugleich zum Schlüsselfilter.</translation>
    </message>
    <message>
        <source>Action filter</source>
        <translation>Aktionsfilter</translation>
    </message>
    <message>
        <source>All actions</source>
        <translation>Alle Aktionen</translation>
    </message>
    <message>
        <source>Conversion plan</source>
        <translation>Konvertierungsplan</translation>
    </message>
    <message>
        <source>%1 of %2 keys · %3 kept, %4</source>
        <translation>%1 von %2 Schlüsseln · %3 behalten, %4</translation>
    </message>
    <message>
        <source>Fixes</source>
        <translation>Korrekturen</translation>
    </message>
    <message>
        <source>What the conversion may change beyond keys and stage, all off unless chosen</source>
        <translation>Was die Konvertierung über Schlüssel und Stage hinaus ändern kann; alles ist aus, solange es nicht gewählt wird</translation>
    </message>
    <message>
        <source>Fixes (%1)</source>
        <translation>Korrekturen (%1)</translation>
    </message>
</context>
<context>
    <name>ConvertCommand</name>
    <message>
        <source>Cannot write the receipt %1: its folder is missing or read-only. Choose another file.</source>
        <translation>Der Beleg %1 kann nicht geschrieben werden: Sein Ordner fehlt oder ist schreibgeschützt. Bitte eine andere Datei wählen.</translation>
    </message>
    <message>
        <source>The receipt would replace %1. Choose another file for it.</source>
        <translation>Der Beleg würde %1 ersetzen. Bitte eine andere Datei dafür wählen.</translation>
    </message>
    <message>
        <source>keep</source>
        <translation>behalten</translation>
    </message>
    <message>
        <source>leave out</source>
        <translation>auslassen</translation>
    </message>
    <message>
        <source>refuse</source>
        <translation>ablehnen</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Bucket</source>
        <translation>Bucket</translation>
    </message>
    <message>
        <source>Tensors</source>
        <translation>Tensoren</translation>
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
        <source>Copied %1: %2.</source>
        <translation>%1 kopiert: %2.</translation>
    </message>
    <message>
        <source>Wrote %1: %2 tensors, %3.</source>
        <translation>%1 geschrieben: %2 Tensoren, %3.</translation>
    </message>
    <message>
        <source>Every tensor was read back and equals what was made of its source.</source>
        <translation>Jeder Tensor wurde zurückgelesen und gleicht dem, was aus seiner Quelle gemacht wurde.</translation>
    </message>
    <message>
        <source>Every tensor was read back and equals its source.</source>
        <translation>Jeder Tensor wurde zurückgelesen und gleicht seiner Quelle.</translation>
    </message>
    <message>
        <source>Damaged: %1</source>
        <translation>Beschädigt: %1</translation>
    </message>
    <message>
        <source>%1 has no key that is missing.</source>
        <translation>%1 hat keinen der fehlenden Schlüssel.</translation>
    </message>
    <message>
        <source>Taking %1 missing keys from %2: %3.</source>
        <translation>%1 fehlende Schlüssel werden aus %2 übernommen: %3.</translation>
    </message>
    <message>
        <source>Warning: %1 missing keys of %2 have another shape and are not taken: %3.</source>
        <translation>Warnung: %1 fehlende Schlüssel von %2 haben einen anderen Shape und werden nicht übernommen: %3.</translation>
    </message>
    <message>
        <source>%1 tensors change their dtype or layout on the way.</source>
        <translation>%1 Tensoren ändern dabei ihren dtype oder ihr Layout.</translation>
    </message>
    <message>
        <source>Warning: %1 numbers of %2 are too large for the dtype and became infinite.</source>
        <translation>Warnung: %1 Zahlen von %2 sind zu groß für den dtype und wurden unendlich.</translation>
    </message>
    <message>
        <source>Would write %1 file(s): %2.</source>
        <translation>Zu schreibende Dateien (%1): %2.</translation>
    </message>
    <message>
        <source>Warning: %1</source>
        <translation>Warnung: %1</translation>
    </message>
    <message>
        <source>Converts a checkpoint as NeMo AutoModel&apos;s BAGEL adapter does.</source>
        <translation>Konvertiert einen Checkpoint wie der BAGEL-Adapter von NeMo AutoModel.</translation>
    </message>
    <message>
        <source>The file to write; for shards, the folder to write them into.</source>
        <translation>Die zu schreibende Datei; bei Shards der Ordner, in den sie geschrieben werden.</translation>
    </message>
    <message>
        <source>The layout to convert to (default: nemo).</source>
        <translation>Das Ziellayout (Vorgabe: nemo).</translation>
    </message>
    <message>
        <source>stage1 keeps UND, stage2 keeps UND and GEN (default: stage1). Plays no part in --to hf.</source>
        <translation>stage1 behält UND, stage2 behält UND und GEN (Vorgabe: stage1). Spielt bei --to hf keine Rolle.</translation>
    </message>
    <message>
        <source>Leave out keys that match no pattern, instead of refusing the conversion.</source>
        <translation>Schlüssel auslassen, die zu keinem Muster passen, statt die Konvertierung abzulehnen.</translation>
    </message>
    <message>
        <source>--to hf leaves out the keys that this regular expression matches at their start.</source>
        <translation>--to hf lässt die Schlüssel aus, auf deren Anfang dieser reguläre Ausdruck passt.</translation>
    </message>
    <message>
        <source>Leave out tensors that are damaged, instead of refusing the conversion.</source>
        <translation>Beschädigte Tensoren auslassen, statt die Konvertierung abzulehnen.</translation>
    </message>
    <message>
        <source>Write shards of at most this size: 5GB, 1.5GB, or a number of bytes.</source>
        <translation>Shards von höchstens dieser Größe schreiben: 5GB, 1.5GB oder eine Zahl von Bytes.</translation>
    </message>
    <message>
        <source>Read back what was written and compare it with the source.</source>
        <translation>Das Geschriebene zurücklesen und mit der Quelle vergleichen.</translation>
    </message>
    <message>
        <source>Write the size and the XXH3 checksum of every tensor into this file.</source>
        <translation>Größe und XXH3-Prüfsumme jedes Tensors in diese Datei schreiben.</translation>
    </message>
    <message>
        <source>Overwrite OUT.</source>
        <translation>OUT überschreiben.</translation>
    </message>
    <message>
        <source>Show what would be done and write nothing.</source>
        <translation>Zeigen, was getan würde, und nichts schreiben.</translation>
    </message>
    <message>
        <source>Print one JSON object.</source>
        <translation>Ein JSON-Objekt ausgeben.</translation>
    </message>
    <message>
        <source>Take this off every key that begins with it, for instance module.</source>
        <translation>Dies von jedem Schlüssel abtrennen, der damit beginnt, zum Beispiel module.</translation>
    </message>
    <message>
        <source>Write the patch embedding in this layout. BAGEL&apos;s loaders expect linear.</source>
        <translation>Das Patch-Embedding in diesem Layout schreiben. BAGELs Laderoutinen erwarten linear.</translation>
    </message>
    <message>
        <source>Cast floating-point tensors, rounding to nearest even. Numbers that become infinite are counted and told.</source>
        <translation>Gleitkommatensoren umwandeln, gerundet zum nächsten darstellbaren Wert, bei Gleichstand zum geraden. Zahlen, die unendlich werden, werden gezählt und gemeldet.</translation>
    </message>
    <message>
        <source>Leave out the fixed sin-cos tables, which BAGEL makes anew.</source>
        <translation>Die festen Sinus-Kosinus-Tabellen auslassen, die BAGEL neu berechnet.</translation>
    </message>
    <message>
        <source>Take the keys that are missing, and only those, from another checkpoint. Shapes must fit.</source>
        <translation>Die fehlenden Schlüssel, und nur diese, aus einem anderen Checkpoint übernehmen. Die Shapes müssen passen.</translation>
    </message>
    <message>
        <source>Keep this one bucket, whatever the stage.</source>
        <translation>Nur diesen Bucket behalten, unabhängig von der Stage.</translation>
    </message>
    <message>
        <source>Copy ae.safetensors, the configs and the tokenizer&apos;s files along.</source>
        <translation>ae.safetensors, die Konfigurationen und die Dateien des Tokenizers mitkopieren.</translation>
    </message>
    <message>
        <source>Unknown layout “%1” for --to: expected “nemo” or “hf”.</source>
        <translation>Unbekanntes Layout „%1“ für --to: Erwartet wird „nemo“ oder „hf“.</translation>
    </message>
    <message>
        <source>Unknown bucket “%1” for --only: expected “und”, “gen” or “vae”.</source>
        <translation>Unbekannter Bucket „%1“ für --only: Erwartet wird „und“, „gen“ oder „vae“.</translation>
    </message>
    <message>
        <source>Unknown layout “%1” for --patch-embedding: expected “linear” or “conv”.</source>
        <translation>Unbekanntes Layout „%1“ für --patch-embedding: Erwartet wird „linear“ oder „conv“.</translation>
    </message>
    <message>
        <source>Cannot cast to “%1”: expected BF16, F16 or F32.</source>
        <translation>Umwandlung in „%1“ nicht möglich: Erwartet wird BF16, F16 oder F32.</translation>
    </message>
    <message>
        <source>Say where to write: -o OUT, or --dry-run to write nothing.</source>
        <translation>Es fehlt das Ziel: -o OUT, oder --dry-run, um nichts zu schreiben.</translation>
    </message>
</context>
<context>
    <name>CopyActions</name>
    <message>
        <source>Copy &amp;path</source>
        <translation>&amp;Pfad kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;key</source>
        <translation>&amp;Schlüssel kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;keys</source>
        <translation>&amp;Schlüssel kopieren</translation>
    </message>
    <message>
        <source>Copy row as &amp;text</source>
        <translation>Zeile als &amp;Text kopieren</translation>
    </message>
    <message>
        <source>Copy rows as &amp;text</source>
        <translation>Zeilen als &amp;Text kopieren</translation>
    </message>
    <message>
        <source>Copy row as &amp;CSV</source>
        <translation>Zeile als &amp;CSV kopieren</translation>
    </message>
    <message>
        <source>Copy rows as &amp;CSV</source>
        <translation>Zeilen als &amp;CSV kopieren</translation>
    </message>
    <message>
        <source>Copy as &amp;Python</source>
        <translation>Als P&amp;ython kopieren</translation>
    </message>
    <message>
        <source>Show in &amp;file manager</source>
        <translation>Im Datei&amp;manager zeigen</translation>
    </message>
</context>
<context>
    <name>DataChecks</name>
    <message>
        <source>Checking %1 was cancelled.</source>
        <translation>Die Prüfung von %1 wurde abgebrochen.</translation>
    </message>
    <message>
        <source>Every matrix is zero wherever it was sampled, so this file holds no weights. An unfinished download or copy looks like this.</source>
        <translation>Jede Matrix ist in allen Stichproben null, die Datei enthält also keine Gewichte. So sieht ein unvollständiger Download oder eine unvollständige Kopie aus.</translation>
    </message>
    <message>
        <source>%1 of %2 matrices are zero wherever they were sampled: %3. An unfinished download or copy looks like this.</source>
        <translation>%1 von %2 Matrizen sind in allen Stichproben null: %3. So sieht ein unvollständiger Download oder eine unvollständige Kopie aus.</translation>
    </message>
    <message>
        <source>GEN equals UND in every sample of all %1 pairs: the generation path was probably never trained. Compare UND and GEN to be sure (diff).</source>
        <translation>GEN gleicht UND in jeder Stichprobe aller %1 Paare: Der Generierungspfad wurde vermutlich nie trainiert. Gewissheit gibt der Vergleich von UND und GEN (diff).</translation>
    </message>
    <message>
        <source>%1 has the shape %2, but a table of positions has a square number of rows and a multiple of 4 columns.</source>
        <translation>%1 hat den Shape %2, aber eine Positionstabelle hat eine Quadratzahl von Zeilen und ein Vielfaches von 4 Spalten.</translation>
    </message>
    <message>
        <source>%1 is not the sin-cos table that BAGEL computes and never trains: %2 of its %3 numbers differ. Leave it out (--drop-position-tables): BAGEL makes it anew.</source>
        <translation>%1 ist nicht die Sinus-Kosinus-Tabelle, die BAGEL berechnet und nie trainiert: %2 ihrer %3 Zahlen weichen ab. Sie kann ausgelassen werden (--drop-position-tables): BAGEL berechnet sie neu.</translation>
    </message>
</context>
<context>
    <name>Decision</name>
    <message>
        <source>Stays in its own file, which is loaded separately.</source>
        <translation>Bleibt in seiner eigenen Datei, die getrennt geladen wird.</translation>
    </message>
    <message>
        <source>Kept: stage %1 keeps %2.</source>
        <translation>Behalten: Stage %1 behält %2.</translation>
    </message>
    <message>
        <source>Kept: NeMo → HF keeps every key but extra state.</source>
        <translation>Behalten: NeMo → HF behält jeden Schlüssel außer Zusatzzuständen.</translation>
    </message>
    <message>
        <source>Left out: %1 is in no stage.</source>
        <translation>Ausgelassen: %1 gehört zu keiner Stage.</translation>
    </message>
    <message>
        <source>Left out: stage %1 does not keep %2.</source>
        <translation>Ausgelassen: Stage %1 behält %2 nicht.</translation>
    </message>
    <message>
        <source>Refused: the key matches no pattern.</source>
        <translation>Abgelehnt: Der Schlüssel passt zu keinem Muster.</translation>
    </message>
    <message>
        <source>Left out: the key matches no pattern.</source>
        <translation>Ausgelassen: Der Schlüssel passt zu keinem Muster.</translation>
    </message>
    <message>
        <source>Left out: extra state is never written.</source>
        <translation>Ausgelassen: Zusatzzustände werden nie geschrieben.</translation>
    </message>
    <message>
        <source>Left out by the exclude expression.</source>
        <translation>Ausgelassen durch den Ausschlussausdruck.</translation>
    </message>
    <message>
        <source>Refused: another tensor becomes the same key.</source>
        <translation>Abgelehnt: Ein anderer Tensor erhält denselben Schlüssel.</translation>
    </message>
    <message>
        <source>Left out: a later tensor becomes the same key.</source>
        <translation>Ausgelassen: Ein späterer Tensor erhält denselben Schlüssel.</translation>
    </message>
    <message>
        <source>Left out: the tensor is damaged.</source>
        <translation>Ausgelassen: Der Tensor ist beschädigt.</translation>
    </message>
    <message>
        <source>Refused: the tensor is damaged.</source>
        <translation>Abgelehnt: Der Tensor ist beschädigt.</translation>
    </message>
    <message>
        <source>keep</source>
        <translation>behalten</translation>
    </message>
    <message>
        <source>leave out</source>
        <translation>auslassen</translation>
    </message>
    <message>
        <source>refuse</source>
        <translation>ablehnen</translation>
    </message>
</context>
<context>
    <name>Demo</name>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>%1 kann nicht geschrieben werden: %2.</translation>
    </message>
    <message>
        <source>%1 is there already. Choose another folder, or overwrite it (--force).</source>
        <translation>%1 ist schon vorhanden. Bitte einen anderen Ordner wählen oder überschreiben (--force).</translation>
    </message>
    <message>
        <source>the folder cannot be made</source>
        <translation>der Ordner kann nicht angelegt werden</translation>
    </message>
</context>
<context>
    <name>DemoCommand</name>
    <message>
        <source>Writes a small BAGEL checkpoint: all 1,223 + 244 keys, with shapes scaled down.</source>
        <translation>Schreibt einen kleinen BAGEL-Checkpoint: alle 1,223 + 244 Schlüssel, mit verkleinerten Shapes.</translation>
    </message>
    <message>
        <source>Overwrite a checkpoint that is in DIR already.</source>
        <translation>Einen Checkpoint überschreiben, der schon in DIR liegt.</translation>
    </message>
</context>
<context>
    <name>DiffCommand</name>
    <message>
        <source>not comparable: %1 %2 against %3 %4</source>
        <translation>nicht vergleichbar: %1 %2 gegen %3 %4</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>Only in the first: %1 (%2).</source>
        <translation>Nur im ersten: %1 (%2).</translation>
    </message>
    <message>
        <source>Only in the second: %1 (%2).</source>
        <translation>Nur im zweiten: %1 (%2).</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Layer</translation>
    </message>
    <message>
        <source>Module</source>
        <translation>Modul</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Shape</translation>
    </message>
    <message>
        <source>Relative L2</source>
        <translation>Relative L2</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>Kosinus</translation>
    </message>
    <message>
        <source>Max |Δ|</source>
        <translation>Max |Δ|</translation>
    </message>
    <message>
        <source>Identical</source>
        <translation>Identisch</translation>
    </message>
    <message>
        <source>GEN equals UND in %1 of %2 pairs. Without a sibling: %3 UND, %4 GEN.</source>
        <translation>GEN gleicht UND in %1 von %2 Paaren. Ohne Gegenstück: %3 UND, %4 GEN.</translation>
    </message>
    <message>
        <source>Choose one of --json and --csv, not both.</source>
        <translation>Entweder --json oder --csv, nicht beides.</translation>
    </message>
    <message>
        <source>Compares UND with GEN inside one checkpoint, or two checkpoints key by key.</source>
        <translation>Vergleicht UND mit GEN in einem Checkpoint oder zwei Checkpoints Schlüssel für Schlüssel.</translation>
    </message>
    <message>
        <source>Print one JSON object.</source>
        <translation>Ein JSON-Objekt ausgeben.</translation>
    </message>
    <message>
        <source>Print the pairs as a table of comma-separated values.</source>
        <translation>Die Paare als Tabelle kommagetrennter Werte ausgeben.</translation>
    </message>
</context>
<context>
    <name>DiffSummary</name>
    <message>
        <source>%1: all %2 identical.</source>
        <translation>%1: alle %2 identisch.</translation>
    </message>
    <message>
        <source>%1: %2 of %3 differ.</source>
        <translation>%1: %2 von %3 verschieden.</translation>
    </message>
    <message>
        <source>The two checkpoints have no key in common.</source>
        <translation>Die beiden Checkpoints haben keinen Schlüssel gemeinsam.</translation>
    </message>
    <message>
        <source>All %1 common tensors are identical.</source>
        <translation>Alle %1 gemeinsamen Tensoren sind identisch.</translation>
    </message>
    <message>
        <source>No GEN tensor has an UND sibling here.</source>
        <translation>Hier hat kein GEN-Tensor ein UND-Gegenstück.</translation>
    </message>
    <message>
        <source>GEN still equals UND in %1 of %1 pairs: this checkpoint&apos;s generation path was never trained.</source>
        <translation>GEN gleicht UND noch in %1 von %1 Paaren: Der Generierungspfad dieses Checkpoints wurde nie trainiert.</translation>
    </message>
    <message>
        <source>GEN still equals UND in %1 of %2 pairs: never trained there.</source>
        <translation>GEN gleicht UND noch in %1 von %2 Paaren: dort nie trainiert.</translation>
    </message>
    <message>
        <source>GEN differs from UND in every pair.</source>
        <translation>GEN weicht in jedem Paar von UND ab.</translation>
    </message>
    <message>
        <source>In %1 of %2 pairs shapes or dtypes differ.</source>
        <translation>In %1 von %2 Paaren sind Shapes oder dtypes verschieden.</translation>
    </message>
    <message>
        <source>%1 of %2 pairs hold NaN or Inf.</source>
        <translation>%1 von %2 Paaren enthalten NaN oder Inf.</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>&amp;Verify after writing</source>
        <translation>Nach dem Schreiben &amp;prüfen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Durchsuchen…</translation>
    </message>
    <message>
        <source>Shards</source>
        <translation>Shards</translation>
    </message>
    <message>
        <source>One file</source>
        <translation>Eine Datei</translation>
    </message>
    <message>
        <source>Shards of 5 GB</source>
        <translation>Shards von 5 GB</translation>
    </message>
    <message>
        <source>Shards of 50 GB</source>
        <translation>Shards von 50 GB</translation>
    </message>
    <message>
        <source>Shards of another size</source>
        <translation>Shards anderer Größe</translation>
    </message>
    <message>
        <source>Shard size</source>
        <translation>Shard-Größe</translation>
    </message>
    <message>
        <source> GB</source>
        <translation> GB</translation>
    </message>
    <message>
        <source>Reads every written tensor back from the disk and compares it with its source</source>
        <translation>Liest jeden geschriebenen Tensor vom Datenträger zurück und vergleicht ihn mit seiner Quelle</translation>
    </message>
    <message>
        <source>Command line</source>
        <translation>Befehlszeile</translation>
    </message>
    <message>
        <source>&amp;Copy command</source>
        <translation>Befehl &amp;kopieren</translation>
    </message>
    <message>
        <source>E&amp;xport</source>
        <translation>&amp;Exportieren</translation>
    </message>
    <message>
        <source>HF → NeMo, stage %1, %2</source>
        <translation>HF → NeMo, Stage %1, %2</translation>
    </message>
    <message>
        <source>strict</source>
        <translation>strikt</translation>
    </message>
    <message>
        <source>lenient</source>
        <translation>nachsichtig</translation>
    </message>
    <message>
        <source>NeMo → HF, %1</source>
        <translation>NeMo → HF, %1</translation>
    </message>
    <message>
        <source>Conversion</source>
        <translation>Konvertierung</translation>
    </message>
    <message>
        <source>%1: %2 tensors, %3</source>
        <translation>%1: %2 Tensoren, %3</translation>
    </message>
    <message>
        <source>&amp;Destination</source>
        <translation>&amp;Ziel</translation>
    </message>
    <message>
        <source>&amp;Output</source>
        <translation>&amp;Ausgabe</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Speicherplatz</translation>
    </message>
    <message>
        <source>As command</source>
        <translation>Als Befehl</translation>
    </message>
    <message>
        <source>One file in a folder</source>
        <translation>Eine Datei in einem Ordner</translation>
    </message>
    <message>
        <source>%1 to write, %2 free on %3.</source>
        <translation>%1 zu schreiben, %2 frei auf %3.</translation>
    </message>
    <message>
        <source>That is not enough.</source>
        <translation>Das reicht nicht.</translation>
    </message>
    <message>
        <source>Export into folder</source>
        <translation>In Ordner exportieren</translation>
    </message>
    <message>
        <source>Export to file</source>
        <translation>In Datei exportieren</translation>
    </message>
    <message>
        <source>Safetensors (*.safetensors);;All files (*)</source>
        <translation>Safetensors (*.safetensors);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Replace?</source>
        <translation>Ersetzen?</translation>
    </message>
    <message>
        <source>%1 exists already. Replace it?</source>
        <translation>%1 ist schon vorhanden. Ersetzen?</translation>
    </message>
    <message>
        <source>%1 files exist already in this folder. Replace them?</source>
        <translation>%1 Dateien sind in diesem Ordner schon vorhanden. Ersetzen?</translation>
    </message>
    <message>
        <source>The old file stays as it is until the new one is complete on the disk.</source>
        <translation>Die alte Datei bleibt unverändert, bis die neue vollständig auf dem Datenträger ist.</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>&amp;Ersetzen</translation>
    </message>
    <message>
        <source>Copy ae.safetensors, configs and tokenizer &amp;along</source>
        <translation>ae.safetensors, Konfigurationen und Tokenizer &amp;mitkopieren</translation>
    </message>
</context>
<context>
    <name>Exporter</name>
    <message>
        <source>Cannot read %1 at byte %2: %3. Check the disk it is on.</source>
        <translation>%1 kann bei Byte %2 nicht gelesen werden: %3. Bitte den Datenträger prüfen.</translation>
    </message>
    <message>
        <source>%1 ended at byte %2 while it was read: another program has shortened it. Open it again.</source>
        <translation>%1 endete beim Lesen bei Byte %2: Ein anderes Programm hat die Datei gekürzt. Bitte erneut öffnen.</translation>
    </message>
    <message>
        <source>The export was cancelled; nothing was changed.</source>
        <translation>Der Export wurde abgebrochen; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>%1 is a folder: name the file to write in it.</source>
        <translation>%1 ist ein Ordner: Es fehlt der Name der Datei, die darin geschrieben werden soll.</translation>
    </message>
    <message>
        <source>%1 is part of the checkpoint that is being converted. Choose another destination.</source>
        <translation>%1 gehört zum Checkpoint, der konvertiert wird. Bitte ein anderes Ziel wählen.</translation>
    </message>
    <message>
        <source>%1 is not a regular file, so it is not replaced. Choose another destination.</source>
        <translation>%1 ist keine gewöhnliche Datei und wird daher nicht ersetzt. Bitte ein anderes Ziel wählen.</translation>
    </message>
    <message>
        <source>%1 exists already. Choose another name, or allow to overwrite it.</source>
        <translation>%1 ist schon vorhanden. Bitte einen anderen Namen wählen oder das Überschreiben erlauben.</translation>
    </message>
    <message>
        <source>%1 was changed by another program after it was opened. Open it again.</source>
        <translation>%1 wurde nach dem Öffnen von einem anderen Programm geändert. Bitte erneut öffnen.</translation>
    </message>
    <message>
        <source>%1 would be written twice, once as a copy of what lies beside the checkpoint. Choose another name.</source>
        <translation>%1 würde zweimal geschrieben, einmal als Kopie dessen, was neben dem Checkpoint liegt. Bitte einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>Cannot write to the folder %1: %2.</source>
        <translation>In den Ordner %1 kann nicht geschrieben werden: %2.</translation>
    </message>
    <message>
        <source>Cannot make the folder %1: %2.</source>
        <translation>Der Ordner %1 kann nicht angelegt werden: %2.</translation>
    </message>
    <message>
        <source>Cannot find out what %1 is: %2.</source>
        <translation>Es lässt sich nicht feststellen, was %1 ist: %2.</translation>
    </message>
    <message>
        <source>There is not enough room in %1: %2 are needed and %3 are free. Free some space or choose another folder.</source>
        <translation>In %1 ist nicht genug Platz: %2 werden gebraucht, %3 sind frei. Bitte Platz schaffen oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>Cannot flush the folder %1 to the disk: %2.</source>
        <translation>Der Ordner %1 kann nicht auf den Datenträger übertragen werden: %2.</translation>
    </message>
    <message>
        <source>Free some space or choose another folder.</source>
        <translation>Bitte Platz schaffen oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to.</source>
        <translation>Bitte einen Ordner mit Schreibrecht wählen.</translation>
    </message>
    <message>
        <source>Create the folder first, or choose another.</source>
        <translation>Bitte den Ordner zuerst anlegen oder einen anderen wählen.</translation>
    </message>
    <message>
        <source>The file system or a limit of this session (ulimit -f) allows no file of this size: choose another folder, or write shards.</source>
        <translation>Das Dateisystem oder eine Grenze dieser Sitzung (ulimit -f) erlaubt keine Datei dieser Größe: Bitte einen anderen Ordner wählen oder Shards schreiben.</translation>
    </message>
    <message>
        <source>Close other programs or raise the limit of open files (ulimit -n).</source>
        <translation>Bitte andere Programme schließen oder die Grenze offener Dateien erhöhen (ulimit -n).</translation>
    </message>
    <message>
        <source>Check the disk, or choose another folder.</source>
        <translation>Bitte den Datenträger prüfen oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>Cannot move the earlier file %1 aside: %2.</source>
        <translation>Die frühere Datei %1 kann nicht beiseitegelegt werden: %2.</translation>
    </message>
    <message>
        <source>Cannot write the receipt %1: %2. Choose another file.</source>
        <translation>Der Beleg %1 kann nicht geschrieben werden: %2. Bitte eine andere Datei wählen.</translation>
    </message>
    <message>
        <source>Cannot create a file in the folder %1: %2.</source>
        <translation>Im Ordner %1 kann keine Datei angelegt werden: %2.</translation>
    </message>
    <message>
        <source>Cannot set the permissions of %1: %2.</source>
        <translation>Die Zugriffsrechte von %1 können nicht gesetzt werden: %2.</translation>
    </message>
    <message>
        <source>Cannot reserve room for %1: %2.</source>
        <translation>Für %1 kann kein Platz belegt werden: %2.</translation>
    </message>
    <message>
        <source>Cannot write %1: %2.</source>
        <translation>%1 kann nicht geschrieben werden: %2.</translation>
    </message>
    <message>
        <source>Cannot read back %1: %2.</source>
        <translation>%1 kann nicht zurückgelesen werden: %2.</translation>
    </message>
    <message>
        <source>%1 came back from the disk shorter than it was written. Check the disk, or choose another folder.</source>
        <translation>%1 kam kürzer vom Datenträger zurück, als es geschrieben wurde. Bitte den Datenträger prüfen oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>Cannot flush %1 to the disk: %2.</source>
        <translation>%1 kann nicht auf den Datenträger übertragen werden: %2.</translation>
    </message>
    <message>
        <source>Cannot give a name to the finished %1: %2.</source>
        <translation>Die fertige Datei %1 kann nicht benannt werden: %2.</translation>
    </message>
    <message>
        <source>Cannot finish %1: %2.</source>
        <translation>%1 kann nicht abgeschlossen werden: %2.</translation>
    </message>
    <message>
        <source>Cannot put %1 in its place: %2.</source>
        <translation>%1 kann nicht an seinen Platz gebracht werden: %2.</translation>
    </message>
    <message>
        <source>The header of %1 came back from the disk changed. Check the disk, or choose another folder.</source>
        <translation>Der Header von %1 kam verändert vom Datenträger zurück. Bitte den Datenträger prüfen oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>The tensor %1 in %2 came back from the disk changed. Check the disk, or choose another folder.</source>
        <translation>Der Tensor %1 in %2 kam verändert vom Datenträger zurück. Bitte den Datenträger prüfen oder einen anderen Ordner wählen.</translation>
    </message>
</context>
<context>
    <name>ExtractCommand</name>
    <message>
        <source>%1 has no tensor %2. “inspect --json” lists its keys.</source>
        <translation>%1 hat keinen Tensor %2. „inspect --json“ listet die Schlüssel auf.</translation>
    </message>
    <message>
        <source>%1 is damaged, so it cannot be extracted.</source>
        <translation>%1 ist beschädigt und kann daher nicht entnommen werden.</translation>
    </message>
    <message>
        <source>Say where to write: -o FILE.</source>
        <translation>Es fehlt das Ziel: -o FILE.</translation>
    </message>
    <message>
        <source>Writes one tensor to a file: .npy for NumPy, .csv for text, any other name for its bytes.</source>
        <translation>Schreibt einen Tensor in eine Datei: .npy für NumPy, .csv für Text, jeder andere Name für seine Bytes.</translation>
    </message>
    <message>
        <source>The file to write.</source>
        <translation>Die zu schreibende Datei.</translation>
    </message>
    <message>
        <source>The part that a CSV gets, as in Python, for instance 0:10,:5.</source>
        <translation>Der Teil, den eine CSV-Datei erhält, wie in Python, zum Beispiel 0:10,:5.</translation>
    </message>
    <message>
        <source>Replace a file that exists.</source>
        <translation>Eine vorhandene Datei ersetzen.</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Search keys  (Ctrl+F)</source>
        <translation>Schlüssel suchen  (Strg+F)</translation>
    </message>
    <message>
        <source>Search keys</source>
        <translation>Schlüssel suchen</translation>
    </message>
    <message>
        <source>Words that a key must have, and terms such as dtype:F32, shape:3584, shape:512x3584, bucket:gen, size:&gt;100MB. Enter goes to the next match, Shift+Enter to the previous one.</source>
        <translation>Wörter, die ein Schlüssel enthalten muss, und Begriffe wie dtype:F32, shape:3584, shape:512x3584, bucket:gen, size:&gt;100MB. Eingabe führt zum nächsten Treffer, Umschalt+Eingabe zum vorigen.</translation>
    </message>
    <message>
        <source>dtype</source>
        <translation>dtype</translation>
    </message>
    <message>
        <source>Show only tensors of these dtypes</source>
        <translation>Nur Tensoren dieser dtypes zeigen</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>Search error</source>
        <translation>Suchfehler</translation>
    </message>
    <message>
        <source>&amp;Text</source>
        <translation>&amp;Text</translation>
    </message>
    <message>
        <source>&amp;Wildcard ( * ? )</source>
        <translation>&amp;Platzhalter ( * ? )</translation>
    </message>
    <message>
        <source>&amp;Regular expression</source>
        <translation>&amp;Regulärer Ausdruck</translation>
    </message>
    <message>
        <source>How the search text is read</source>
        <translation>Wie der Suchtext gelesen wird</translation>
    </message>
    <message>
        <source>Search syntax</source>
        <translation>Suchsyntax</translation>
    </message>
    <message>
        <source>%1 of %2 keys</source>
        <translation>%1 von %2 Schlüsseln</translation>
    </message>
    <message>
        <source>No key matches. Clear the search or show more buckets and dtypes.</source>
        <translation>Kein Schlüssel passt. Die Suche leeren oder mehr Buckets und dtypes zeigen.</translation>
    </message>
</context>
<context>
    <name>FixesPanel</name>
    <message>
        <source>Leave out the position &amp;tables</source>
        <translation>Positions&amp;tabellen weglassen</translation>
    </message>
    <message>
        <source>none, for instance module.</source>
        <translation>keines, zum Beispiel module.</translation>
    </message>
    <message>
        <source>Taken off every key that begins with it; Enter applies it</source>
        <translation>Wird jedem Schlüssel genommen, der damit beginnt; Eingabe wendet es an</translation>
    </message>
    <message>
        <source>What the stage keeps</source>
        <translation>Was die Stage behält</translation>
    </message>
    <message>
        <source>%1 only</source>
        <translation>Nur %1</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>Wie es ist</translation>
    </message>
    <message>
        <source>Casts floating-point tensors, rounding to nearest even. Numbers that become infinite are counted and told.</source>
        <translation>Wandelt Gleitkomma-Tensoren um, gerundet zum nächsten darstellbaren Wert, bei Gleichstand zum geraden. Zahlen, die dabei unendlich werden, werden gezählt und genannt.</translation>
    </message>
    <message>
        <source>Linear, as BAGEL expects it</source>
        <translation>Linear, wie BAGEL es erwartet</translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation>Faltung</translation>
    </message>
    <message>
        <source>The fixed sin-cos tables, which BAGEL makes anew</source>
        <translation>Die festen Sinus-Kosinus-Tabellen, die BAGEL neu anlegt</translation>
    </message>
    <message>
        <source>Takes the keys that are missing, and only those, where shapes fit</source>
        <translation>Nimmt die fehlenden Schlüssel, und nur diese, wo die Shapes passen</translation>
    </message>
    <message>
        <source>Strip pre&amp;fix</source>
        <translation>Prä&amp;fix entfernen</translation>
    </message>
    <message>
        <source>&amp;Missing keys</source>
        <translation>F&amp;ehlende Schlüssel</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>&amp;Behalten</translation>
    </message>
    <message>
        <source>Cast &amp;dtype</source>
        <translation>&amp;Dtype umwandeln</translation>
    </message>
    <message>
        <source>&amp;Patch embedding</source>
        <translation>&amp;Patch-Embedding</translation>
    </message>
    <message>
        <source>Take none</source>
        <translation>Keine nehmen</translation>
    </message>
    <message>
        <source>Take from another checkpoint…</source>
        <translation>Aus anderem Checkpoint nehmen…</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>It is a Git LFS pointer, a small text that stands for the real file: run &quot;git lfs pull&quot; in its folder.</source>
        <translation>Es ist ein Git-LFS-Zeiger, ein kleiner Text anstelle der eigentlichen Datei: Bitte „git lfs pull“ in ihrem Ordner ausführen.</translation>
    </message>
    <message>
        <source>It is a web page, probably the message of a failed download: open it in a browser to read it, then download the file again.</source>
        <translation>Es ist eine Webseite, vermutlich die Meldung eines fehlgeschlagenen Downloads: Sie lässt sich in einem Browser lesen; danach die Datei erneut herunterladen.</translation>
    </message>
    <message>
        <source>It begins with zeros, so its beginning was never written: download or copy the file again.</source>
        <translation>Sie beginnt mit Nullen, ihr Anfang wurde also nie geschrieben: Bitte die Datei erneut herunterladen oder kopieren.</translation>
    </message>
    <message>
        <source>%1 is not a safetensors file. %2</source>
        <translation>%1 ist keine safetensors-Datei. %2</translation>
    </message>
    <message>
        <source>It has only %1 of the 8 bytes that it must begin with.</source>
        <translation>Sie hat nur %1 der 8 Bytes, mit denen sie beginnen muss.</translation>
    </message>
    <message>
        <source>Its first 8 bytes claim a header of %1 bytes, but %2 is the most that the format allows.</source>
        <translation>Ihre ersten 8 Bytes geben einen Header von %1 Bytes an, das Format erlaubt aber höchstens %2.</translation>
    </message>
    <message>
        <source>%1 ends inside its header, which has %2 bytes: the file is incomplete, download or copy it again.</source>
        <translation>%1 endet innerhalb des Headers, der %2 Bytes hat: Die Datei ist unvollständig, bitte erneut herunterladen oder kopieren.</translation>
    </message>
    <message>
        <source>Its first 8 bytes claim a header of %1 bytes, but the file ends before.</source>
        <translation>Ihre ersten 8 Bytes geben einen Header von %1 Bytes an, die Datei endet aber vorher.</translation>
    </message>
    <message>
        <source>The header names tensors more than once, of which the last entry counts: %1.</source>
        <translation>Der Header nennt Tensoren mehrfach, es gilt jeweils der letzte Eintrag: %1.</translation>
    </message>
    <message>
        <source>The metadata has names more than once, of which the last counts: %1.</source>
        <translation>Die Metadaten enthalten Namen mehrfach, es gilt jeweils der letzte: %1.</translation>
    </message>
    <message>
        <source>The data of tensor %1 ends before it begins.</source>
        <translation>Die Daten des Tensors %1 enden, bevor sie beginnen.</translation>
    </message>
    <message>
        <source>The data of tensor %1 leaves a hole behind the data before it.</source>
        <translation>Die Daten des Tensors %1 lassen hinter den Daten davor eine Lücke.</translation>
    </message>
    <message>
        <source>The data of tensor %1 overlaps the data before it.</source>
        <translation>Die Daten des Tensors %1 überlappen die Daten davor.</translation>
    </message>
    <message>
        <source>The shape of tensor %1 is larger than 64 bits can count.</source>
        <translation>Der Shape des Tensors %1 ist größer, als 64 Bit zählen können.</translation>
    </message>
    <message>
        <source>The data of tensor %1 does not end at a whole byte.</source>
        <translation>Die Daten des Tensors %1 enden nicht an einem ganzen Byte.</translation>
    </message>
    <message>
        <source>The data_offsets of tensor %1 do not fit its shape and dtype.</source>
        <translation>Die data_offsets des Tensors %1 passen nicht zu Shape und dtype.</translation>
    </message>
    <message>
        <source>safetensors does not know the dtype (%1) of these tensors: %2.</source>
        <translation>safetensors kennt den dtype (%1) dieser Tensoren nicht: %2.</translation>
    </message>
    <message>
        <source>%1 is overlong: %2 bytes follow its last tensor.</source>
        <translation>%1 ist zu lang: Auf den letzten Tensor folgen %2 Bytes.</translation>
    </message>
    <message>
        <source>%1 is truncated: %2 of its %3 bytes of data are there, so that %4 of its %5 tensors are whole. Download or copy the file again.</source>
        <translation>%1 ist abgeschnitten: %2 der %3 Datenbytes sind vorhanden, sodass %4 der %5 Tensoren vollständig sind. Bitte die Datei erneut herunterladen oder kopieren.</translation>
    </message>
    <message>
        <source>The header is not a JSON object.</source>
        <translation>Der Header ist kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>The header has __metadata__ twice.</source>
        <translation>Der Header enthält __metadata__ zweimal.</translation>
    </message>
    <message>
        <source>__metadata__ is not an object.</source>
        <translation>__metadata__ ist kein Objekt.</translation>
    </message>
    <message>
        <source>A value of __metadata__ is not a string.</source>
        <translation>Ein Wert von __metadata__ ist keine Zeichenkette.</translation>
    </message>
    <message>
        <source>The entry of tensor %1 does not consist of dtype, shape and two data_offsets.</source>
        <translation>Der Eintrag des Tensors %1 besteht nicht aus dtype, shape und zwei data_offsets.</translation>
    </message>
    <message>
        <source>The entry of tensor %1 has one of its fields twice.</source>
        <translation>Der Eintrag des Tensors %1 hat eines seiner Felder zweimal.</translation>
    </message>
    <message>
        <source>The dtype of tensor %1 is not the name of a dtype.</source>
        <translation>Der dtype des Tensors %1 ist nicht der Name eines dtype.</translation>
    </message>
    <message>
        <source>The shape of tensor %1 is not a list of whole numbers.</source>
        <translation>Der Shape des Tensors %1 ist keine Liste ganzer Zahlen.</translation>
    </message>
    <message>
        <source>The data_offsets of tensor %1 are not two whole numbers.</source>
        <translation>Die data_offsets des Tensors %1 sind nicht zwei ganze Zahlen.</translation>
    </message>
</context>
<context>
    <name>HeatmapText</name>
    <message>
        <source>%1 = %2</source>
        <translation>%1 = %2</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>%1 and around (%2): no finite number, %3</source>
        <translation>%1 und Umgebung (%2): keine endliche Zahl, %3</translation>
    </message>
    <message>
        <source>, and %1</source>
        <translation>, und %1</translation>
    </message>
    <message>
        <source>%1 and around (%2): one is %3%4</source>
        <translation>%1 und Umgebung (%2): eine davon ist %3%4</translation>
    </message>
    <message>
        <source>%1 and around (%2): mean %3%4</source>
        <translation>%1 und Umgebung (%2): Mittelwert %3%4</translation>
    </message>
    <message>
        <source>%1 and around (%2): farthest from 0 is %3%4</source>
        <translation>%1 und Umgebung (%2): am weitesten von 0 ist %3%4</translation>
    </message>
    <message>
        <source>One element a cell.</source>
        <translation>Ein Element je Zelle.</translation>
    </message>
    <message>
        <source>One of %1 × %2 a cell.</source>
        <translation>Eines von %1 × %2 je Zelle.</translation>
    </message>
    <message>
        <source>Mean of %1 × %2 a cell.</source>
        <translation>Mittelwert von %1 × %2 je Zelle.</translation>
    </message>
    <message>
        <source>Farthest from 0 of %1 × %2 a cell.</source>
        <translation>Am weitesten von 0 aus %1 × %2 je Zelle.</translation>
    </message>
    <message>
        <source>No elements.</source>
        <translation>Keine Elemente.</translation>
    </message>
    <message>
        <source>Rows %1 to %2 of %3, columns %4 to %5 of %6.</source>
        <translation>Zeilen %1 bis %2 von %3, Spalten %4 bis %5 von %6.</translation>
    </message>
</context>
<context>
    <name>HeatmapView</name>
    <message>
        <source>This tensor has no elements.</source>
        <translation>Dieser Tensor hat keine Elemente.</translation>
    </message>
    <message>
        <source>%1 Reading all…</source>
        <translation>%1 Alles wird gelesen…</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>Heatmap</translation>
    </message>
    <message>
        <source>Colours from -%1 to %1.</source>
        <translation>Farben von -%1 bis %1.</translation>
    </message>
    <message>
        <source>There are NaN.</source>
        <translation>Es gibt NaN.</translation>
    </message>
    <message>
        <source>There are infinite numbers.</source>
        <translation>Es gibt unendliche Zahlen.</translation>
    </message>
    <message>
        <source>Show &amp;all</source>
        <translation>&amp;Alles zeigen</translation>
    </message>
    <message>
        <source>Row %1, column %2:</source>
        <translation>Zeile %1, Spalte %2:</translation>
    </message>
</context>
<context>
    <name>HistogramPlot</name>
    <message>
        <source>Horizontal axis</source>
        <translation>Waagerechte Achse</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>Linear</translation>
    </message>
    <message>
        <source>Log |x|</source>
        <translation>Log |x|</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>Histogramm</translation>
    </message>
    <message>
        <source>Log y</source>
        <translation>Log y</translation>
    </message>
    <message>
        <source>Logarithmic vertical axis</source>
        <translation>Logarithmische senkrechte Achse</translation>
    </message>
    <message>
        <source>Histogram plot</source>
        <translation>Histogrammdiagramm</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>|Value|</source>
        <translation>|Wert|</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>1 zero</source>
        <translation>1 Null</translation>
    </message>
    <message>
        <source>%1 zeros</source>
        <translation>%1 Nullen</translation>
    </message>
    <message>
        <source>%1 NaN</source>
        <translation>%1 NaN</translation>
    </message>
    <message>
        <source>%1 Inf</source>
        <translation>%1 Inf</translation>
    </message>
    <message>
        <source>%1 % outside</source>
        <translation>%1 % außerhalb</translation>
    </message>
    <message>
        <source>from a sample</source>
        <translation>aus einer Stichprobe</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Show &amp;all numbers</source>
        <translation>&amp;Alle Zahlen zeigen</translation>
    </message>
    <message>
        <source>Show the &amp;main part</source>
        <translation>&amp;Hauptteil zeigen</translation>
    </message>
    <message>
        <source>histogram</source>
        <translation>histogramm</translation>
    </message>
    <message>
        <source>%1 has no finite number.</source>
        <translation>%1 hat keine endliche Zahl.</translation>
    </message>
    <message>
        <source>%1: from %2 to %3, mean %4, most (%5 %) between %6 and %7.</source>
        <translation>%1: von %2 bis %3, Mittel %4, die meisten (%5 %) zwischen %6 und %7.</translation>
    </message>
</context>
<context>
    <name>HubMenu</name>
    <message>
        <source>From the &amp;Hugging Face cache</source>
        <translation>Aus dem &amp;Hugging-Face-Cache</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird gesucht…</translation>
    </message>
    <message>
        <source>Looking into the Hugging Face cache</source>
        <translation>Durchsuchen des Hugging-Face-Caches</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>No checkpoint in %1</source>
        <translation>Kein Checkpoint in %1</translation>
    </message>
</context>
<context>
    <name>InspectCommand</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Tensors</source>
        <translation>Tensoren</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>Metadaten</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Bucket</source>
        <translation>Bucket</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>No problems found.</source>
        <translation>Keine Probleme gefunden.</translation>
    </message>
    <message>
        <source>%1 — layout %2</source>
        <translation>%1 — Layout %2</translation>
    </message>
    <message>
        <source>Shows the files, buckets and problems of a checkpoint.</source>
        <translation>Zeigt die Dateien, Buckets und Probleme eines Checkpoints.</translation>
    </message>
    <message>
        <source>Print one JSON object, with every tensor.</source>
        <translation>Ein JSON-Objekt mit jedem Tensor ausgeben.</translation>
    </message>
    <message>
        <source>Exit with status 1 where a problem is an error.</source>
        <translation>Mit Status 1 enden, wenn ein Problem ein Fehler ist.</translation>
    </message>
</context>
<context>
    <name>JobRow</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>starting…</source>
        <translation>wird gestartet…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Open result</source>
        <translation>Ergebnis öffnen</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>Ordner zeigen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Progress of %1</source>
        <translation>Fortschritt: %1</translation>
    </message>
    <message>
        <source>Cancel %1</source>
        <translation>Abbrechen: %1</translation>
    </message>
    <message>
        <source>cancelling…</source>
        <translation>wird abgebrochen…</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source> · %1/s · %2 left</source>
        <translation> · %1/s · noch %2</translation>
    </message>
    <message>
        <source>✓ Wrote %1 tensors, %2, in %3%4.</source>
        <translation>✓ %1 Tensoren, %2, in %3 geschrieben%4.</translation>
    </message>
    <message>
        <source>, verified</source>
        <translation>, geprüft</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was changed.</source>
        <translation>Abgebrochen. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>%1 numbers of %2 were too large for the dtype and became infinite.</source>
        <translation>%1 Zahlen von %2 waren zu groß für den Dtype und wurden unendlich.</translation>
    </message>
</context>
<context>
    <name>JsonReader</name>
    <message>
        <source>A number is out of range.</source>
        <translation>Eine Zahl liegt außerhalb des Wertebereichs.</translation>
    </message>
    <message>
        <source>This is not valid JSON in UTF-8.</source>
        <translation>Dies ist kein gültiges JSON in UTF-8.</translation>
    </message>
    <message>
        <source>Values are nested more than %1 levels deep.</source>
        <translation>Werte sind mehr als %1 Ebenen tief verschachtelt.</translation>
    </message>
    <message>
        <source>%1 is not valid. At byte %2: %3 Download or write the file again.</source>
        <translation>%1 ist ungültig. Bei Byte %2: %3 Bitte die Datei erneut herunterladen oder schreiben.</translation>
    </message>
</context>
<context>
    <name>KeyChecks</name>
    <message>
        <source>%1 _extra_state entries of Transformer Engine are in the file. Every conversion leaves them out.</source>
        <translation>Die Datei enthält %1 _extra_state-Einträge von Transformer Engine. Jede Konvertierung lässt sie aus.</translation>
    </message>
    <message>
        <source>%1 VAE keys are merged into the model’s file. Conversions leave them out; --only vae writes them to a file of their own.</source>
        <translation>%1 VAE-Schlüssel stehen mit in der Datei des Modells. Konvertierungen lassen sie aus; --only vae schreibt sie in eine eigene Datei.</translation>
    </message>
    <message>
        <source>%1 keys belong to a LoRA adapter: %2. Merge it into the weights (merge_and_unload of PEFT) before converting.</source>
        <translation>%1 Schlüssel gehören zu einem LoRA-Adapter: %2. Vor dem Konvertieren muss er mit den Gewichten zusammengeführt werden (merge_and_unload von PEFT).</translation>
    </message>
    <message>
        <source>%1 keys belong to a quantiser: %2. The weights beside them mean nothing without them; dequantise before converting.</source>
        <translation>%1 Schlüssel gehören zu einem Quantisierer: %2. Ohne sie bedeuten die Gewichte daneben nichts; vor dem Konvertieren muss dequantisiert werden.</translation>
    </message>
    <message>
        <source>%1 key(s) match no BAGEL pattern: %2. Strict conversions refuse them, lenient ones (--no-strict) leave them out.</source>
        <translation>Schlüssel, die zu keinem BAGEL-Muster passen (%1): %2. Strikte Konvertierungen lehnen sie ab, nachsichtige (--no-strict) lassen sie aus.</translation>
    </message>
    <message>
        <source>All %1 keys begin with “%2”: strip it (--strip-prefix %2).</source>
        <translation>Alle %1 Schlüssel beginnen mit „%2“: Dies lässt sich abtrennen (--strip-prefix %2).</translation>
    </message>
    <message>
        <source>%1 of %2 keys would match without the “%3” that they begin with: strip it (--strip-prefix %3).</source>
        <translation>%1 von %2 Schlüsseln würden ohne das „%3“ am Anfang passen: Es lässt sich abtrennen (--strip-prefix %3).</translation>
    </message>
    <message>
        <source>%1 keys become the same key as another one when they are converted: %2. Strict conversions refuse them, in lenient ones the later one wins.</source>
        <translation>%1 Schlüssel werden beim Konvertieren zum selben Schlüssel wie ein anderer: %2. Strikte Konvertierungen lehnen sie ab, in nachsichtigen gilt der spätere.</translation>
    </message>
</context>
<context>
    <name>KeyPanel</name>
    <message>
        <source>Tensor tree</source>
        <translation>Tensorbaum</translation>
    </message>
    <message>
        <source>&amp;Expand all</source>
        <translation>Alles au&amp;fklappen</translation>
    </message>
    <message>
        <source>&amp;Collapse all</source>
        <translation>Alles &amp;zuklappen</translation>
    </message>
    <message>
        <source>&amp;Save tensor as…</source>
        <translation>Tensor &amp;speichern unter…</translation>
    </message>
</context>
<context>
    <name>KeySearch</name>
    <message>
        <source>“%1” is no shape: expected a number or several, such as shape:3584 or shape:512x3584.</source>
        <translation>„%1“ ist kein Shape: Erwartet werden eine oder mehrere Zahlen, etwa shape:3584 oder shape:512x3584.</translation>
    </message>
    <message>
        <source>There is no bucket “%1”: expected one of %2.</source>
        <translation>Es gibt keinen Bucket „%1“: Erwartet wird einer von %2.</translation>
    </message>
    <message>
        <source>“%1” is no size to compare with: expected &gt; or &lt; and a size, such as size:&gt;100MB.</source>
        <translation>„%1“ ist keine Vergleichsgröße: Erwartet wird &gt; oder &lt; und eine Größe, etwa size:&gt;100MB.</translation>
    </message>
</context>
<context>
    <name>Layout</name>
    <message>
        <source>vision layer %1</source>
        <translation>Vision-Layer %1</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>Layer %1</translation>
    </message>
    <message>
        <source>vision layer %1’s %2</source>
        <translation>%2 von Vision-Layer %1</translation>
    </message>
    <message>
        <source>layer %1’s %2</source>
        <translation>%2 von Layer %1</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>Layer</translation>
    </message>
    <message>
        <source>vision layers</source>
        <translation>Vision-Layer</translation>
    </message>
    <message>
        <source>vocabulary</source>
        <translation>Vokabular</translation>
    </message>
    <message>
        <source>hidden size</source>
        <translation>Hidden-Größe</translation>
    </message>
    <message>
        <source>query width</source>
        <translation>Query-Breite</translation>
    </message>
    <message>
        <source>key-value width</source>
        <translation>Key-Value-Breite</translation>
    </message>
    <message>
        <source>head width</source>
        <translation>Head-Breite</translation>
    </message>
    <message>
        <source>intermediate size</source>
        <translation>Intermediate-Größe</translation>
    </message>
    <message>
        <source>vision hidden size</source>
        <translation>Vision-Hidden-Größe</translation>
    </message>
    <message>
        <source>vision intermediate size</source>
        <translation>Vision-Intermediate-Größe</translation>
    </message>
    <message>
        <source>numbers in a patch</source>
        <translation>Zahlen je Patch</translation>
    </message>
    <message>
        <source>vision positions</source>
        <translation>Vision-Positionen</translation>
    </message>
    <message>
        <source>rows of vit_pos_embed</source>
        <translation>Zeilen von vit_pos_embed</translation>
    </message>
    <message>
        <source>numbers in a latent patch</source>
        <translation>Zahlen je latentem Patch</translation>
    </message>
    <message>
        <source>rows of latent_pos_embed</source>
        <translation>Zeilen von latent_pos_embed</translation>
    </message>
    <message>
        <source>time frequencies</source>
        <translation>Zeitfrequenzen</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 und %2 weitere</translation>
    </message>
</context>
<context>
    <name>LayoutChecks</name>
    <message>
        <source>This is the autoencoder alone, which is loaded separately: there is nothing to convert.</source>
        <translation>Dies ist nur der Autoencoder, der getrennt geladen wird: Es gibt nichts zu konvertieren.</translation>
    </message>
    <message>
        <source>No key is one of BAGEL’s: this is the checkpoint of another model.</source>
        <translation>Kein Schlüssel gehört zu BAGEL: Dies ist der Checkpoint eines anderen Modells.</translation>
    </message>
    <message>
        <source>%1 %2 instead of %3</source>
        <translation>%1 %2 statt %3</translation>
    </message>
    <message>
        <source>%1, and %2 more</source>
        <translation>%1 und %2 weitere</translation>
    </message>
    <message>
        <source>A variation of BAGEL-7B-MoT, whose sizes fit together: %1.</source>
        <translation>Eine Variante von BAGEL-7B-MoT, deren Größen zusammenpassen: %1.</translation>
    </message>
    <message>
        <source>The last vision layer, which the release leaves out, was kept.</source>
        <translation>Der letzte Vision-Layer, den die Veröffentlichung auslässt, wurde behalten.</translation>
    </message>
    <message>
        <source>%1 means %2, the tensor has %3. BAGEL reads it from the tensor.</source>
        <translation>%1 bedeutet %2, der Tensor hat %3. BAGEL liest den Wert aus dem Tensor.</translation>
    </message>
    <message>
        <source>%1 means %2, but the tensors have %3. Loaders that follow the config fail: correct it, or take the config that belongs to this checkpoint.</source>
        <translation>%1 bedeutet %2, aber die Tensoren haben %3. Laderoutinen, die der Konfiguration folgen, scheitern: Sie muss berichtigt oder durch die Konfiguration dieses Checkpoints ersetzt werden.</translation>
    </message>
    <message>
        <source>Stage 1</source>
        <translation>Stage 1</translation>
    </message>
    <message>
        <source>Stage 2</source>
        <translation>Stage 2</translation>
    </message>
    <message>
        <source>No vision tower and no connector: a text-to-image checkpoint, which cannot read images.</source>
        <translation>Kein Vision-Tower und kein Connector: ein Text-zu-Bild-Checkpoint, der keine Bilder lesen kann.</translation>
    </message>
    <message>
        <source>lm_head is not stored: llm_config.json ties it to embed_tokens.</source>
        <translation>lm_head ist nicht gespeichert: llm_config.json koppelt es an embed_tokens.</translation>
    </message>
    <message>
        <source>This checkpoint has no GEN key: stage 1 can be made from it, but stage 2 needs %1 more, for instance from another checkpoint (--graft FILE).</source>
        <translation>Dieser Checkpoint hat keinen GEN-Schlüssel: Stage 1 lässt sich daraus herstellen, aber Stage 2 braucht %1 weitere, zum Beispiel aus einem anderen Checkpoint (--graft FILE).</translation>
    </message>
    <message>
        <source>No flow-matching layers (time_embedder, vae2llm, llm2vae, latent_pos_embed): this checkpoint cannot generate images.</source>
        <translation>Keine Flow-Matching-Layer (time_embedder, vae2llm, llm2vae, latent_pos_embed): Dieser Checkpoint kann keine Bilder erzeugen.</translation>
    </message>
    <message>
        <source>all %1 %2 keys</source>
        <translation>alle %1 %2-Schlüssel</translation>
    </message>
    <message>
        <source>%1 needs %2 %3 key(s) that are missing: %4. Download the file again, or take them from another checkpoint (--graft FILE).</source>
        <translation>%1 braucht fehlende Schlüssel (%2 %3): %4. Bitte die Datei erneut herunterladen oder die Schlüssel aus einem anderen Checkpoint übernehmen (--graft FILE).</translation>
    </message>
    <message>
        <source>%1 is in convolution layout: this checkpoint is not converted yet. Convert it with --patch-embedding linear.</source>
        <translation>%1 liegt im Faltungslayout vor: Dieser Checkpoint ist noch nicht konvertiert. Er lässt sich mit --patch-embedding linear konvertieren.</translation>
    </message>
    <message>
        <source>%1 is %2 instead of %3</source>
        <translation>%1 ist %2 statt %3</translation>
    </message>
    <message>
        <source>%1 tensor(s) have a shape that does not fit the others: %2. Loading will fail; take them from another checkpoint.</source>
        <translation>Tensoren, deren Shape nicht zu den anderen passt (%1): %2. Das Laden wird scheitern; sie müssen aus einem anderen Checkpoint übernommen werden.</translation>
    </message>
    <message>
        <source>%1 are %2</source>
        <translation>%1 sind %2</translation>
    </message>
    <message>
        <source>Most tensors are %1, but %2: %3. A conversion can cast all of them (--dtype).</source>
        <translation>Die meisten Tensoren sind %1, aber %2: %3. Eine Konvertierung kann alle umwandeln (--dtype).</translation>
    </message>
</context>
<context>
    <name>LocalFile</name>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>%1 kann nicht gelesen werden: %2.</translation>
    </message>
    <message>
        <source>%1 ends before byte %2, which is needed: the file is incomplete or was shortened while it was open.</source>
        <translation>%1 endet vor Byte %2, das gebraucht wird: Die Datei ist unvollständig oder wurde gekürzt, während sie geöffnet war.</translation>
    </message>
    <message>
        <source>There is no file %1: check the path.</source>
        <translation>Es gibt keine Datei %1: Bitte den Pfad prüfen.</translation>
    </message>
    <message>
        <source>%1 cannot be read as a file, since it is a directory or a device.</source>
        <translation>%1 kann nicht als Datei gelesen werden, da es ein Verzeichnis oder ein Gerät ist.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>&amp;Reload</source>
        <translation>&amp;Neu laden</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Conversion</source>
        <translation>Konvertierung</translation>
    </message>
    <message>
        <source>UND ↔ GEN</source>
        <translation>UND ↔ GEN</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>Tensor</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Nothing has happened yet.</source>
        <translation>Bisher ist nichts geschehen.</translation>
    </message>
    <message>
        <source>%1 has changed on the disk since it was opened.</source>
        <translation>%1 hat sich seit dem Öffnen auf dem Datenträger geändert.</translation>
    </message>
    <message>
        <source>%1 has no tensor “%2”.</source>
        <translation>%1 hat keinen Tensor „%2“.</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Bagel Explorer</source>
        <translation>Bagel Explorer</translation>
    </message>
    <message>
        <source>Close?</source>
        <translation>Schließen?</translation>
    </message>
    <message>
        <source>An export is running. Closing the window cancels it; the destination stays as it was.</source>
        <translation>Ein Export läuft. Das Schließen des Fensters bricht ihn ab; das Ziel bleibt, wie es war.</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>Open pasted &amp;path</source>
        <translation>&amp;Pfad aus der Zwischenablage öffnen</translation>
    </message>
    <message>
        <source>&amp;Find keys</source>
        <translation>&amp;Schlüssel suchen</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Forward</source>
        <translation>&amp;Vorwärts</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;New window</source>
        <translation>&amp;Neues Fenster</translation>
    </message>
    <message>
        <source>&amp;Open file…</source>
        <translation>Datei ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Open &amp;folder…</source>
        <translation>&amp;Ordner öffnen…</translation>
    </message>
    <message>
        <source>Open the &amp;demo checkpoint</source>
        <translation>&amp;Demo-Checkpoint öffnen</translation>
    </message>
    <message>
        <source>&amp;Show in file manager</source>
        <translation>Im Datei&amp;manager zeigen</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren…</translation>
    </message>
    <message>
        <source>&amp;Copy export as command</source>
        <translation>Export als Befehl &amp;kopieren</translation>
    </message>
    <message>
        <source>C&amp;lose window</source>
        <translation>Fenster &amp;schließen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Log</source>
        <translation>&amp;Protokoll</translation>
    </message>
    <message>
        <source>&amp;System colours</source>
        <translation>&amp;Systemfarben</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;About Bagel Explorer</source>
        <translation>Ü&amp;ber Bagel Explorer</translation>
    </message>
    <message>
        <source>About Bagel Explorer</source>
        <translation>Über Bagel Explorer</translation>
    </message>
    <message>
        <source>Explore, compare and convert BAGEL checkpoints.</source>
        <translation>BAGEL-Checkpoints untersuchen, vergleichen und konvertieren.</translation>
    </message>
    <message>
        <source>The clipboard holds no path of a file or a folder.</source>
        <translation>Die Zwischenablage enthält keinen Pfad einer Datei oder eines Ordners.</translation>
    </message>
    <message>
        <source>Open a checkpoint</source>
        <translation>Checkpoint öffnen</translation>
    </message>
    <message>
        <source>Checkpoints (*.safetensors *.index.json);;All files (*)</source>
        <translation>Checkpoints (*.safetensors *.index.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open a checkpoint&apos;s folder</source>
        <translation>Ordner eines Checkpoints öffnen</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>A ↔ B</source>
        <translation>A ↔ B</translation>
    </message>
    <message>
        <source>%1: done</source>
        <translation>%1: fertig</translation>
    </message>
    <message>
        <source>Co&amp;mpare with…</source>
        <translation>Ver&amp;gleichen mit…</translation>
    </message>
    <message>
        <source>Compare with a checkpoint</source>
        <translation>Mit einem Checkpoint vergleichen</translation>
    </message>
    <message>
        <source>Take missing keys from a checkpoint</source>
        <translation>Fehlende Schlüssel aus einem Checkpoint nehmen</translation>
    </message>
    <message>
        <source>NumPy (*.npy)</source>
        <translation>NumPy (*.npy)</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>Kommagetrennte Werte (*.csv)</translation>
    </message>
    <message>
        <source>Save tensor</source>
        <translation>Tensor speichern</translation>
    </message>
    <message>
        <source>Its bytes (*.bin)</source>
        <translation>Seine Bytes (*.bin)</translation>
    </message>
    <message>
        <source>%1 exists already. Replace it?</source>
        <translation>%1 gibt es schon. Ersetzen?</translation>
    </message>
    <message>
        <source>The part to write, as in Python, for instance 0:10, :5. Empty: all of it.</source>
        <translation>Der zu schreibende Ausschnitt, wie in Python, zum Beispiel 0:10, :5. Leer: alles.</translation>
    </message>
</context>
<context>
    <name>Matrix</name>
    <message>
        <source>Dimension %1 (%2)</source>
        <translation>Dimension %1 (%2)</translation>
    </message>
    <message>
        <source>Dimensions %1 to %2 (%3)</source>
        <translation>Dimensionen %1 bis %2 (%3)</translation>
    </message>
    <message>
        <source>Lines of %1</source>
        <translation>Zeilen zu %1</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>Metric</name>
    <message>
        <source>Relative L2</source>
        <translation>Relative L2</translation>
    </message>
    <message>
        <source>Cosine distance</source>
        <translation>Kosinusdistanz</translation>
    </message>
    <message>
        <source>Max |Δ|</source>
        <translation>Max |Δ|</translation>
    </message>
    <message>
        <source>Mean |Δ|</source>
        <translation>Mittel |Δ|</translation>
    </message>
    <message>
        <source>RMS Δ</source>
        <translation>RMS Δ</translation>
    </message>
    <message>
        <source>Identical elements</source>
        <translation>Identische Elemente</translation>
    </message>
    <message>
        <source>1 − cosine of the angle between GEN and UND: how much the direction changed.</source>
        <translation>1 − Kosinus des Winkels zwischen GEN und UND: wie stark sich die Richtung geändert hat.</translation>
    </message>
    <message>
        <source>The largest difference of any element.</source>
        <translation>Die größte Differenz eines Elements.</translation>
    </message>
    <message>
        <source>The mean difference of the elements, without sign.</source>
        <translation>Die mittlere Differenz der Elemente, ohne Vorzeichen.</translation>
    </message>
    <message>
        <source>The root of the mean squared difference of the elements.</source>
        <translation>Die Wurzel der mittleren quadratischen Differenz der Elemente.</translation>
    </message>
    <message>
        <source>The share of elements that are equal in GEN and UND.</source>
        <translation>Der Anteil der Elemente, die in GEN und UND gleich sind.</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>‖GEN − UND‖₂ / ‖UND‖₂: how far GEN has moved, relative to UND&apos;s size. Of two checkpoints B stands for GEN, A for UND.</source>
        <translation>‖GEN − UND‖₂ / ‖UND‖₂: wie weit GEN sich bewegt hat, im Verhältnis zur Größe von UND. Bei zwei Checkpoints steht B für GEN, A für UND.</translation>
    </message>
</context>
<context>
    <name>Numbers</name>
    <message>
        <source>Reading the numbers was cancelled.</source>
        <translation>Das Lesen der Zahlen wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The numbers of this tensor in &quot;%1&quot; cannot be read, since its dtype is not known.</source>
        <translation>Die Zahlen dieses Tensors in „%1“ können nicht gelesen werden, da sein dtype nicht bekannt ist.</translation>
    </message>
    <message>
        <source>Only tensors of the same dtype and shape can be compared.</source>
        <translation>Nur Tensoren mit gleichem dtype und Shape lassen sich vergleichen.</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>%1 has no key that is missing here.</source>
        <translation>%1 hat keinen Schlüssel, der hier fehlt.</translation>
    </message>
    <message>
        <source>%1 missing keys come from %2: %3.</source>
        <translation>%1 fehlende Schlüssel kommen aus %2: %3.</translation>
    </message>
    <message>
        <source>%1 have another shape there and are not taken: %2.</source>
        <translation>%1 haben dort einen anderen Shape und werden nicht genommen: %2.</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>Show %1 keys</source>
        <translation>%1 Schlüssel zeigen</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>… and %1 more</source>
        <translation>… und %1 weitere</translation>
    </message>
    <message>
        <source>HF layout (keys without “model.”)</source>
        <translation>HF-Layout (Schlüssel ohne „model.“)</translation>
    </message>
    <message>
        <source>NeMo layout (every key begins with “model.”)</source>
        <translation>NeMo-Layout (jeder Schlüssel beginnt mit „model.“)</translation>
    </message>
    <message>
        <source>Mixed layout (some keys begin with “model.”, some do not)</source>
        <translation>Gemischtes Layout (manche Schlüssel beginnen mit „model.“, andere nicht)</translation>
    </message>
    <message>
        <source>%1 tensors</source>
        <translation>%1 Tensoren</translation>
    </message>
    <message>
        <source>every key matches a pattern</source>
        <translation>jeder Schlüssel passt zu einem Muster</translation>
    </message>
    <message>
        <source>none in this checkpoint</source>
        <translation>keine in diesem Checkpoint</translation>
    </message>
    <message>
        <source>%1 parameters · %2 · %3</source>
        <translation>%1 Parameter · %2 · %3</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>%1 · %2 · %3 tensors · header %4%5</source>
        <translation>%1 · %2 · %3 Tensoren · Header %4%5</translation>
    </message>
    <message>
        <source> · shown only, never converted</source>
        <translation> · wird nur gezeigt, nie konvertiert</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>Metadaten</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>Keine.</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft…</translation>
    </message>
    <message>
        <source>⇄ UND tensors that the GEN path also reads: %1.</source>
        <translation>⇄ UND-Tensoren, die auch der GEN-Pfad liest: %1.</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>Legende</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Strip “%1”</source>
        <translation>„%1“ entfernen</translation>
    </message>
    <message>
        <source>Take them from another checkpoint…</source>
        <translation>Aus anderem Checkpoint nehmen…</translation>
    </message>
    <message>
        <source>Convert to the linear layout</source>
        <translation>In das lineare Layout bringen</translation>
    </message>
    <message>
        <source>Leave the position tables out</source>
        <translation>Positionstabellen weglassen</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>The headers are sound, every key matches a pattern, and nothing is missing.</source>
        <translation>Die Header sind in Ordnung, jeder Schlüssel passt zu einem Muster, und nichts fehlt.</translation>
    </message>
</context>
<context>
    <name>PairDiff</name>
    <message>
        <source>Compare UND ↔ GEN</source>
        <translation>Vergleich UND ↔ GEN</translation>
    </message>
    <message>
        <source>Compare A ↔ B</source>
        <translation>A ↔ B vergleichen</translation>
    </message>
</context>
<context>
    <name>PairMap</name>
    <message>
        <source>Pair map</source>
        <translation>Paarkarte</translation>
    </message>
    <message>
        <source>final %1  %2</source>
        <translation>letzte %1  %2</translation>
    </message>
    <message>
        <source>Layer %1, %2</source>
        <translation>Layer %1, %2</translation>
    </message>
    <message>
        <source>%1: shapes or dtypes differ, not comparable.</source>
        <translation>%1: Shapes oder dtypes verschieden, nicht vergleichbar.</translation>
    </message>
    <message>
        <source>%1: not compared yet.</source>
        <translation>%1: noch nicht verglichen.</translation>
    </message>
    <message>
        <source>%1: GEN still equals UND.</source>
        <translation>%1: GEN gleicht UND noch.</translation>
    </message>
    <message>
        <source>%1: %2 %3%4.</source>
        <translation>%1: %2 %3%4.</translation>
    </message>
    <message>
        <source> (an estimate)</source>
        <translation> (geschätzt)</translation>
    </message>
    <message>
        <source>No GEN tensor of this checkpoint has an UND sibling, so there is nothing to compare.</source>
        <translation>Kein GEN-Tensor dieses Checkpoints hat ein UND-Gegenstück, es gibt also nichts zu vergleichen.</translation>
    </message>
    <message>
        <source>=  identical (%1)</source>
        <translation>=  identisch (%1)</translation>
    </message>
    <message>
        <source>≠  shape or dtype differs (%1)</source>
        <translation>≠  Shape oder dtype verschieden (%1)</translation>
    </message>
    <message>
        <source>~  estimate (%1)</source>
        <translation>~  geschätzt (%1)</translation>
    </message>
    <message>
        <source>unpaired: %1 UND, %2 GEN</source>
        <translation>ohne Paar: %1 UND, %2 GEN</translation>
    </message>
    <message>
        <source>%1 layers across, %2 modules down; no pair is chosen.</source>
        <translation>%1 Layer nach rechts, %2 Module nach unten; kein Paar ist gewählt.</translation>
    </message>
    <message>
        <source>%1: identical.</source>
        <translation>%1: identisch.</translation>
    </message>
    <message>
        <source>The two checkpoints have no key in common, so there is nothing to compare.</source>
        <translation>Die beiden Checkpoints haben keinen Schlüssel gemeinsam; es gibt nichts zu vergleichen.</translation>
    </message>
</context>
<context>
    <name>PairModel</name>
    <message>
        <source>shape or dtype differs</source>
        <translation>Shape oder dtype verschieden</translation>
    </message>
    <message>
        <source>not compared yet</source>
        <translation>noch nicht verglichen</translation>
    </message>
    <message>
        <source>estimate</source>
        <translation>geschätzt</translation>
    </message>
    <message>
        <source>identical</source>
        <translation>identisch</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>exakt</translation>
    </message>
    <message>
        <source>exact, %1 NaN or Inf</source>
        <translation>exakt, %1 NaN oder Inf</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Layer</translation>
    </message>
    <message>
        <source>Module</source>
        <translation>Modul</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Shape</translation>
    </message>
    <message>
        <source>Dtype</source>
        <translation>dtype</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
</context>
<context>
    <name>PairView</name>
    <message>
        <source>UND heat map</source>
        <translation>UND-Heatmap</translation>
    </message>
    <message>
        <source>GEN heat map</source>
        <translation>GEN-Heatmap</translation>
    </message>
    <message>
        <source>Difference heat map</source>
        <translation>Differenz-Heatmap</translation>
    </message>
    <message>
        <source>Alt+↑ ↓  previous / next differing pair</source>
        <translation>Alt+↑ ↓  voriges / nächstes verschiedenes Paar</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>Statistik</translation>
    </message>
    <message>
        <source>UND</source>
        <translation>UND</translation>
    </message>
    <message>
        <source>GEN</source>
        <translation>GEN</translation>
    </message>
    <message>
        <source>No pair is chosen</source>
        <translation>Kein Paar gewählt</translation>
    </message>
    <message>
        <source>Click a cell of the map or a row of the table.</source>
        <translation>Eine Zelle der Karte oder eine Zeile der Tabelle anklicken.</translation>
    </message>
    <message>
        <source>layer %1 · %2</source>
        <translation>Layer %1 · %2</translation>
    </message>
    <message>
        <source>Shapes or dtypes differ: there is no difference to show.</source>
        <translation>Shapes oder dtypes sind verschieden: Es gibt keine Differenz zu zeigen.</translation>
    </message>
    <message>
        <source>min</source>
        <translation>Min</translation>
    </message>
    <message>
        <source>max</source>
        <translation>Max</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>std</source>
        <translation>Std</translation>
    </message>
    <message>
        <source>zeros</source>
        <translation>Nullen</translation>
    </message>
    <message>
        <source>NaN</source>
        <translation>NaN</translation>
    </message>
    <message>
        <source>Inf</source>
        <translation>Inf</translation>
    </message>
    <message>
        <source>estimate from a sample</source>
        <translation>aus einer Stichprobe geschätzt</translation>
    </message>
    <message>
        <source>not compared yet</source>
        <translation>noch nicht verglichen</translation>
    </message>
    <message>
        <source>identical: GEN still equals UND</source>
        <translation>identisch: GEN gleicht UND noch</translation>
    </message>
    <message>
        <source>relative L2 %1</source>
        <translation>relative L2 %1</translation>
    </message>
    <message>
        <source>cosine distance %1</source>
        <translation>Kosinusdistanz %1</translation>
    </message>
    <message>
        <source>max |Δ| %1</source>
        <translation>max |Δ| %1</translation>
    </message>
    <message>
        <source>identical %1</source>
        <translation>identisch %1</translation>
    </message>
    <message>
        <source>%1 NaN or Inf</source>
        <translation>%1 NaN oder Inf</translation>
    </message>
    <message>
        <source>estimate</source>
        <translation>geschätzt</translation>
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
        <source>%1 − %2</source>
        <translation>%1 − %2</translation>
    </message>
    <message>
        <source>%1 heat map</source>
        <translation>Heatmap %1</translation>
    </message>
    <message>
        <source>%1 is %2 %3: not comparable</source>
        <translation>%1 ist %2 %3: nicht vergleichbar</translation>
    </message>
    <message>
        <source>identical</source>
        <translation>identisch</translation>
    </message>
</context>
<context>
    <name>PictureActions</name>
    <message>
        <source>&amp;Copy picture</source>
        <translation>&amp;Bild kopieren</translation>
    </message>
    <message>
        <source>&amp;Save picture…</source>
        <translation>Bild &amp;speichern…</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Bilder (*.png)</translation>
    </message>
    <message>
        <source>The picture could not be written to &quot;%1&quot;. Choose another place.</source>
        <translation>Das Bild konnte nicht nach „%1“ geschrieben werden. Bitte einen anderen Ort wählen.</translation>
    </message>
</context>
<context>
    <name>ProfilePlot</name>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Layer</translation>
    </message>
    <message>
        <source>Profile plot</source>
        <translation>Profildiagramm</translation>
    </message>
    <message>
        <source>Nothing is compared yet.</source>
        <translation>Noch ist nichts verglichen.</translation>
    </message>
    <message>
        <source>%1 of %2 pairs along the layers; the highest is %3 in layer %4, %5.</source>
        <translation>%1 von %2 Paaren entlang der Layer; am höchsten ist %3 in Layer %4, %5.</translation>
    </message>
</context>
<context>
    <name>Recast</name>
    <message>
        <source>%1 is %2 %3, which is not made of square patches with 3 channels. Convert without changing the patch embedding’s layout.</source>
        <translation>%1 ist %2 %3 und besteht nicht aus quadratischen Patches mit 3 Kanälen. Bitte ohne Änderung am Layout des Patch-Embeddings konvertieren.</translation>
    </message>
</context>
<context>
    <name>RecentMenu</name>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>%1 (missing)</source>
        <translation>%1 (fehlt)</translation>
    </message>
    <message>
        <source>With Ctrl: in a new window</source>
        <translation>Mit Strg: in einem neuen Fenster</translation>
    </message>
    <message>
        <source>Nothing was opened yet</source>
        <translation>Bisher wurde nichts geöffnet</translation>
    </message>
</context>
<context>
    <name>Rules</name>
    <message>
        <source>The bucket rules cannot be used: %1.</source>
        <translation>Die Bucket-Regeln sind nicht verwendbar: %1.</translation>
    </message>
    <message>
        <source>The bucket rules cannot be used: no bucket is without patterns.</source>
        <translation>Die Bucket-Regeln sind nicht verwendbar: Kein Bucket ist ohne Muster.</translation>
    </message>
    <message>
        <source>“%1” is not a regular expression: %2 at character %3.</source>
        <translation>„%1“ ist kein regulärer Ausdruck: %2 bei Zeichen %3.</translation>
    </message>
    <message>
        <source>Understanding</source>
        <translation>Verstehen</translation>
    </message>
    <message>
        <source>Language model, vision tower and connector: the path that reads text and images.</source>
        <translation>Sprachmodell, Vision-Tower und Connector: der Pfad, der Text und Bilder liest.</translation>
    </message>
    <message>
        <source>Generation</source>
        <translation>Generierung</translation>
    </message>
    <message>
        <source>The generation siblings of the language model and the flow-matching scaffolding.</source>
        <translation>Die Generierungs-Gegenstücke des Sprachmodells und das Gerüst für Flow-Matching.</translation>
    </message>
    <message>
        <source>Autoencoder</source>
        <translation>Autoencoder</translation>
    </message>
    <message>
        <source>The image autoencoder. It is loaded separately and never part of a converted model.</source>
        <translation>Der Bild-Autoencoder. Er wird getrennt geladen und ist nie Teil eines konvertierten Modells.</translation>
    </message>
    <message>
        <source>Extra state</source>
        <translation>Zusatzzustand</translation>
    </message>
    <message>
        <source>Transformer Engine&apos;s _extra_state entries. They are always left out.</source>
        <translation>Die _extra_state-Einträge von Transformer Engine. Sie werden immer ausgelassen.</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Keys that match no pattern. Strict refuses them, lenient leaves them out.</source>
        <translation>Schlüssel, die zu keinem Muster passen. Strikt lehnt sie ab, nachsichtig lässt sie aus.</translation>
    </message>
    <message>
        <source>UND</source>
        <translation>UND</translation>
    </message>
    <message>
        <source>GEN</source>
        <translation>GEN</translation>
    </message>
    <message>
        <source>VAE</source>
        <translation>VAE</translation>
    </message>
    <message>
        <source>Extra</source>
        <translation>Extra</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Loaded %1 keys from %2</source>
        <translation>%1 Schlüssel aus %2 geladen</translation>
    </message>
    <message>
        <source>Opening %1</source>
        <translation>Öffnen von %1</translation>
    </message>
    <message>
        <source>Checking the checkpoint</source>
        <translation>Prüfen des Checkpoints</translation>
    </message>
    <message>
        <source>Writing the demo checkpoint</source>
        <translation>Schreiben des Demo-Checkpoints</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>Export von %1</translation>
    </message>
    <message>
        <source>Wrote %1: %2 tensors, %3</source>
        <translation>%1 geschrieben: %2 Tensoren, %3</translation>
    </message>
    <message>
        <source>Export to %1 was cancelled; nothing was changed.</source>
        <translation>Der Export nach %1 wurde abgebrochen; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Save %1</source>
        <translation>%1 speichern</translation>
    </message>
</context>
<context>
    <name>Shape</name>
    <message>
        <source>scalar</source>
        <translation>Skalar</translation>
    </message>
</context>
<context>
    <name>ShardIndex</name>
    <message>
        <source>The weight_map is not an object.</source>
        <translation>Die weight_map ist kein Objekt.</translation>
    </message>
    <message>
        <source>The file of %1 is not given as a string.</source>
        <translation>Die Datei von %1 ist nicht als Zeichenkette angegeben.</translation>
    </message>
    <message>
        <source>The file of %1 is given as &quot;%2&quot;, but only plain names in the folder of the index are allowed.</source>
        <translation>Die Datei von %1 ist als „%2“ angegeben, erlaubt sind aber nur einfache Namen im Ordner des Index.</translation>
    </message>
    <message>
        <source>The index names keys more than once, of which the last entry counts: %1.</source>
        <translation>Der Index nennt Schlüssel mehrfach, es gilt jeweils der letzte Eintrag: %1.</translation>
    </message>
    <message>
        <source>The index is not a JSON object.</source>
        <translation>Der Index ist kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>There is no weight_map, so this is not the index of a sharded checkpoint.</source>
        <translation>Es gibt keine weight_map, dies ist also nicht der Index eines Checkpoints in Shards.</translation>
    </message>
    <message>
        <source>%1 is not the index of a sharded checkpoint: it has more than %2 bytes.</source>
        <translation>%1 ist nicht der Index eines Checkpoints in Shards: Die Datei hat mehr als %2 Bytes.</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Kürzel</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>What they do</source>
        <translation>Wirkung</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>Nächster Treffer</translation>
    </message>
    <message>
        <source>Shift+Enter</source>
        <translation>Umschalt+Eingabe</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>Voriger Treffer</translation>
    </message>
    <message>
        <source>Next tensor of the tree</source>
        <translation>Nächster Tensor im Baum</translation>
    </message>
    <message>
        <source>Previous tensor of the tree</source>
        <translation>Voriger Tensor im Baum</translation>
    </message>
    <message>
        <source>Tensor tree</source>
        <translation>Tensorbaum</translation>
    </message>
    <message>
        <source>→ ←</source>
        <translation>→ ←</translation>
    </message>
    <message>
        <source>Open and close a group</source>
        <translation>Gruppe auf- und zuklappen</translation>
    </message>
    <message>
        <source>Show the tensor&apos;s page</source>
        <translation>Seite des Tensors zeigen</translation>
    </message>
    <message>
        <source>Copy the selected keys</source>
        <translation>Gewählte Schlüssel kopieren</translation>
    </message>
    <message>
        <source>UND ↔ GEN</source>
        <translation>UND ↔ GEN</translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation>Pfeile</translation>
    </message>
    <message>
        <source>Walk over the map</source>
        <translation>Über die Karte gehen</translation>
    </message>
    <message>
        <source>Alt+↓</source>
        <translation>Alt+↓</translation>
    </message>
    <message>
        <source>Next pair that differs</source>
        <translation>Nächstes verschiedenes Paar</translation>
    </message>
    <message>
        <source>Alt+↑</source>
        <translation>Alt+↑</translation>
    </message>
    <message>
        <source>Previous pair that differs</source>
        <translation>Voriges verschiedenes Paar</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>Heatmap</translation>
    </message>
    <message>
        <source>+ −</source>
        <translation>+ −</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Vergrößern und verkleinern</translation>
    </message>
    <message>
        <source>Move the view</source>
        <translation>Ausschnitt verschieben</translation>
    </message>
    <message>
        <source>Shift+arrows</source>
        <translation>Umschalt+Pfeile</translation>
    </message>
    <message>
        <source>Move the marked element</source>
        <translation>Markiertes Element verschieben</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Escape</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Remove the mark</source>
        <translation>Markierung entfernen</translation>
    </message>
    <message>
        <source>Histogram and profile</source>
        <translation>Histogramm und Profil</translation>
    </message>
    <message>
        <source>← →</source>
        <translation>← →</translation>
    </message>
</context>
<context>
    <name>Slice</name>
    <message>
        <source>&quot;%1&quot; is not a whole number. Write an index such as 3, a range such as 0:10 or : for a whole dimension.</source>
        <translation>„%1“ ist keine ganze Zahl. Möglich sind ein Index wie 3, ein Bereich wie 0:10 oder : für eine ganze Dimension.</translation>
    </message>
    <message>
        <source>Index %1 is out of range: dimension %2 has %3 entries.</source>
        <translation>Index %1 liegt außerhalb: Dimension %2 hat %3 Einträge.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has too many colons: a range is start:stop or start:stop:step.</source>
        <translation>„%1“ hat zu viele Doppelpunkte: Ein Bereich ist start:stop oder start:stop:step.</translation>
    </message>
    <message>
        <source>The step of a range cannot be 0.</source>
        <translation>Die Schrittweite eines Bereichs darf nicht 0 sein.</translation>
    </message>
    <message>
        <source>A slice can have only one &quot;...&quot;.</source>
        <translation>Ein Slice darf nur ein „...“ enthalten.</translation>
    </message>
    <message>
        <source>The slice has more entries than the tensor has dimensions (%1).</source>
        <translation>Der Slice hat mehr Einträge als der Tensor Dimensionen (%1).</translation>
    </message>
    <message>
        <source>The values of this tensor in &quot;%1&quot; cannot be read, since its dtype is not known.</source>
        <translation>Die Werte dieses Tensors in „%1“ können nicht gelesen werden, da sein dtype nicht bekannt ist.</translation>
    </message>
</context>
<context>
    <name>SplitBar</name>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Bytes by bucket</source>
        <translation>Bytes je Bucket</translation>
    </message>
</context>
<context>
    <name>StatisticsTable</name>
    <message>
        <source>%1 (%2 %)</source>
        <translation>%1 (%2 %)</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>Statistik</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>Min</source>
        <translation>Min</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>Max</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Std</source>
        <translation>Std</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>1 – 99 %</source>
        <translation>1 – 99 %</translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation>Nullen</translation>
    </message>
    <message>
        <source>NaN</source>
        <translation>NaN</translation>
    </message>
    <message>
        <source>Inf</source>
        <translation>Inf</translation>
    </message>
    <message>
        <source>%1 … %2</source>
        <translation>%1 … %2</translation>
    </message>
</context>
<context>
    <name>StatisticsVerdict</name>
    <message>
        <source>%1 NaN found in a sample.</source>
        <translation>%1 NaN in einer Stichprobe gefunden.</translation>
    </message>
    <message>
        <source>%1 NaN found.</source>
        <translation>%1 NaN gefunden.</translation>
    </message>
    <message>
        <source>%1 Inf found in a sample.</source>
        <translation>%1 Inf in einer Stichprobe gefunden.</translation>
    </message>
    <message>
        <source>%1 Inf found.</source>
        <translation>%1 Inf gefunden.</translation>
    </message>
    <message>
        <source>%1 NaN and %2 Inf found in a sample.</source>
        <translation>%1 NaN und %2 Inf in einer Stichprobe gefunden.</translation>
    </message>
    <message>
        <source>%1 NaN and %2 Inf found.</source>
        <translation>%1 NaN und %2 Inf gefunden.</translation>
    </message>
    <message>
        <source>No elements.</source>
        <translation>Keine Elemente.</translation>
    </message>
    <message>
        <source>All zero in a sample.</source>
        <translation>In einer Stichprobe alles null.</translation>
    </message>
    <message>
        <source>All zero.</source>
        <translation>Alles null.</translation>
    </message>
    <message>
        <source>Nothing stands out in a sample.</source>
        <translation>In einer Stichprobe fällt nichts auf.</translation>
    </message>
    <message>
        <source>Every number is %1.</source>
        <translation>Jede Zahl ist %1.</translation>
    </message>
    <message>
        <source>Every number is finite.</source>
        <translation>Jede Zahl ist endlich.</translation>
    </message>
</context>
<context>
    <name>StatsCommand</name>
    <message>
        <source>%1 has no tensor %2.</source>
        <translation>%1 hat keinen Tensor %2.</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Dtype</source>
        <translation>dtype</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Shape</translation>
    </message>
    <message>
        <source>Min</source>
        <translation>Min</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>Max</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Std</source>
        <translation>Std</translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation>Nullen</translation>
    </message>
    <message>
        <source>NaN</source>
        <translation>NaN</translation>
    </message>
    <message>
        <source>Inf</source>
        <translation>Inf</translation>
    </message>
    <message>
        <source>Computes statistics of all tensors, or of those named.</source>
        <translation>Berechnet Statistiken aller oder der genannten Tensoren.</translation>
    </message>
    <message>
        <source>Print one JSON object.</source>
        <translation>Ein JSON-Objekt ausgeben.</translation>
    </message>
</context>
<context>
    <name>TensorFile</name>
    <message>
        <source>Cannot write %1: %2. Choose another place or make room.</source>
        <translation>%1 kann nicht geschrieben werden: %2. Bitte einen anderen Ort wählen oder Platz schaffen.</translation>
    </message>
    <message>
        <source>The tensor’s dtype is unknown, so that its numbers cannot be read.</source>
        <translation>Der dtype des Tensors ist unbekannt, sodass seine Zahlen nicht gelesen werden können.</translation>
    </message>
    <message>
        <source>%1 exists already. Choose another name, or replace it (--force).</source>
        <translation>%1 ist schon vorhanden. Bitte einen anderen Namen wählen oder ersetzen (--force).</translation>
    </message>
    <message>
        <source>A slice is for CSV: name the output something.csv.</source>
        <translation>Ein Ausschnitt ist für CSV: die Ausgabe muss name.csv heißen.</translation>
    </message>
    <message>
        <source>Wrote %1: %2 as F32, since NumPy has no %3.</source>
        <translation>%1 geschrieben: %2 als F32, da NumPy kein %3 hat.</translation>
    </message>
    <message>
        <source>Wrote %1: %2 %3.</source>
        <translation>%1 geschrieben: %2 %3.</translation>
    </message>
    <message>
        <source>%1 is part of the checkpoint. Choose another name.</source>
        <translation>%1 gehört zum Checkpoint. Bitte einen anderen Namen wählen.</translation>
    </message>
</context>
<context>
    <name>TensorPage</name>
    <message>
        <source>Reduction</source>
        <translation>Verdichtung</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Max |x|</source>
        <translation>Max |x|</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Stichprobe</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>Heatmap</translation>
    </message>
    <message>
        <source>Select a tensor in the tree.</source>
        <translation>Bitte einen Tensor im Baum wählen.</translation>
    </message>
    <message>
        <source>Tensor key</source>
        <translation>Tensorschlüssel</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Angaben</translation>
    </message>
    <message>
        <source>Place in the file</source>
        <translation>Ort in der Datei</translation>
    </message>
    <message>
        <source>Output key</source>
        <translation>Zielschlüssel</translation>
    </message>
    <message>
        <source>Tensor verdict</source>
        <translation>Urteil über den Tensor</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>Abdeckung</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>Statistik</translation>
    </message>
    <message>
        <source>%1 bytes (%2)</source>
        <translation>%1 Bytes (%2)</translation>
    </message>
    <message>
        <source>scalar</source>
        <translation>Skalar</translation>
    </message>
    <message>
        <source>1 parameter</source>
        <translation>1 Parameter</translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation>%1 Parameter</translation>
    </message>
    <message>
        <source>%1 · data offsets %2 – %3 · from byte %4 of the file</source>
        <translation>%1 · Datenoffsets %2 – %3 · ab Byte %4 der Datei</translation>
    </message>
    <message>
        <source>Shown only, never converted</source>
        <translation>Wird nur gezeigt, nie konvertiert</translation>
    </message>
    <message>
        <source>Left out by the conversion</source>
        <translation>Von der Konvertierung ausgelassen</translation>
    </message>
    <message>
        <source>Becomes %1</source>
        <translation>Wird zu %1</translation>
    </message>
    <message>
        <source>The dtype is not known, so its values cannot be read.</source>
        <translation>Der dtype ist nicht bekannt, daher können die Werte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Estimate from a sample; reading all…</source>
        <translation>Aus einer Stichprobe geschätzt; alles wird gelesen…</translation>
    </message>
    <message>
        <source>Exact.</source>
        <translation>Exakt.</translation>
    </message>
    <message>
        <source>Estimate from a sample; reading all, %1 %</source>
        <translation>Aus einer Stichprobe geschätzt; alles wird gelesen, %1 %</translation>
    </message>
</context>
<context>
    <name>TensorTreeModel</name>
    <message>
        <source>damaged</source>
        <translation>beschädigt</translation>
    </message>
    <message>
        <source>%1 tensors, %2 parameters, %3</source>
        <translation>%1 Tensoren, %2 Parameter, %3</translation>
    </message>
    <message>
        <source>%1 parameters, %2 bytes</source>
        <translation>%1 Parameter, %2 Bytes</translation>
    </message>
    <message>
        <source>Damaged: safetensors does not know its dtype.</source>
        <translation>Beschädigt: safetensors kennt den dtype nicht.</translation>
    </message>
    <message>
        <source>Damaged: its bytes reach beyond the end of the file.</source>
        <translation>Beschädigt: Die Bytes reichen über das Ende der Datei hinaus.</translation>
    </message>
    <message>
        <source>⇄ An UND tensor that the GEN path also reads.</source>
        <translation>⇄ Ein UND-Tensor, den auch der GEN-Pfad liest.</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Bucket</source>
        <translation>Bucket</translation>
    </message>
    <message>
        <source>Dtype</source>
        <translation>dtype</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Shape</translation>
    </message>
    <message>
        <source>Params</source>
        <translation>Param.</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Output key</source>
        <translation>Zielschlüssel</translation>
    </message>
</context>
<context>
    <name>UndGenPage</name>
    <message>
        <source>Form</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Unpaired</source>
        <translation>Ohne Paar</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>Metrik</translation>
    </message>
    <message>
        <source>Results as &amp;CSV…</source>
        <translation>Ergebnisse als &amp;CSV…</translation>
    </message>
    <message>
        <source>Results as &amp;JSON…</source>
        <translation>Ergebnisse als &amp;JSON…</translation>
    </message>
    <message>
        <source>Picture as &amp;PNG…</source>
        <translation>Bild als &amp;PNG…</translation>
    </message>
    <message>
        <source>Copy as c&amp;ommand</source>
        <translation>Als &amp;Befehl kopieren</translation>
    </message>
    <message>
        <source>Save results</source>
        <translation>Ergebnisse speichern</translation>
    </message>
    <message>
        <source>Pair table</source>
        <translation>Paartabelle</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>%1 pairs to compare.</source>
        <translation>%1 Paare zu vergleichen.</translation>
    </message>
    <message>
        <source>Exact for %1 of %2 pairs, the rest estimated.</source>
        <translation>Exakt für %1 von %2 Paaren, der Rest geschätzt.</translation>
    </message>
    <message>
        <source>Save the results</source>
        <translation>Ergebnisse speichern</translation>
    </message>
    <message>
        <source>%1 file (*.%2)</source>
        <translation>%1-Datei (*.%2)</translation>
    </message>
    <message>
        <source>Cannot write %1: %2.</source>
        <translation>%1 kann nicht geschrieben werden: %2.</translation>
    </message>
    <message>
        <source>Back to UND ↔ GEN</source>
        <translation>Zurück zu UND ↔ GEN</translation>
    </message>
    <message>
        <source>Compare with…</source>
        <translation>Vergleichen mit…</translation>
    </message>
    <message>
        <source>A: %1
B: %2</source>
        <translation>A: %1
B: %2</translation>
    </message>
    <message>
        <source>Only in A: %1, only in B: %2.</source>
        <translation>Nur in A: %1, nur in B: %2.</translation>
    </message>
    <message>
        <source>%1 modules are too many for a map and a profile; the table shows all pairs.</source>
        <translation>%1 Module sind zu viele für eine Karte und ein Profil; die Tabelle zeigt alle Paare.</translation>
    </message>
</context>
<context>
    <name>UnpairedList</name>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Shape</translation>
    </message>
    <message>
        <source>Dtype</source>
        <translation>dtype</translation>
    </message>
    <message>
        <source>Unpaired tensors</source>
        <translation>Tensoren ohne Paar</translation>
    </message>
    <message>
        <source>Only in B</source>
        <translation>Nur in B</translation>
    </message>
    <message>
        <source>GEN tensors without an UND sibling</source>
        <translation>GEN-Tensoren ohne UND-Gegenstück</translation>
    </message>
    <message>
        <source>Only in A</source>
        <translation>Nur in A</translation>
    </message>
    <message>
        <source>UND tensors without a GEN sibling</source>
        <translation>UND-Tensoren ohne GEN-Gegenstück</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>… and %1 more</source>
        <translation>… und %1 weitere</translation>
    </message>
</context>
<context>
    <name>ValuesModel</name>
    <message>
        <source>%1 = %2</source>
        <translation>%1 = %2</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
</context>
<context>
    <name>ValuesView</name>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Slice</source>
        <translation>Slice</translation>
    </message>
    <message>
        <source>Slice, such as 0:10, -1</source>
        <translation>Slice, etwa 0:10, -1</translation>
    </message>
    <message>
        <source>Which part of the tensor to show, as in Python: 3 is one index, 10:20 a range, ::2 every second, … all between</source>
        <translation>Welcher Teil des Tensors gezeigt wird, wie in Python: 3 ist ein Index, 10:20 ein Bereich, ::2 jeder zweite, … alle dazwischen</translation>
    </message>
    <message>
        <source>Slice error</source>
        <translation>Slice-Fehler</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>This slice has no elements.</source>
        <translation>Dieser Slice hat keine Elemente.</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>%1 excluded</source>
        <translation>%1 ausgeschlossene</translation>
    </message>
    <message>
        <source>%1 replaced</source>
        <translation>%1 ersetzte</translation>
    </message>
    <message>
        <source>%1 damaged</source>
        <translation>%1 beschädigte</translation>
    </message>
    <message>
        <source>Stage %1</source>
        <translation>Stage %1</translation>
    </message>
    <message>
        <source>NeMo → HF</source>
        <translation>NeMo → HF</translation>
    </message>
    <message>
        <source>%1 keeps all %2 model tensors, %3.</source>
        <translation>%1 behält alle %2 Modelltensoren, %3.</translation>
    </message>
    <message>
        <source>%1 keeps %2 of %3 tensors, %4, and leaves out %5.</source>
        <translation>%1 behält %2 von %3 Tensoren, %4, und lässt aus: %5.</translation>
    </message>
    <message>
        <source>VAE (%1) stays in %2.</source>
        <translation>VAE (%1) bleibt in %2.</translation>
    </message>
    <message>
        <source>Strict: %1 key(s) match no pattern: %2.</source>
        <translation>Strikt: Schlüssel, die zu keinem Muster passen (%1): %2.</translation>
    </message>
    <message>
        <source>Strict: %1 keys become the same key as another one: %2.</source>
        <translation>Strikt: %1 Schlüssel werden zum selben Schlüssel wie ein anderer: %2.</translation>
    </message>
</context>
<context>
    <name>VerdictBar</name>
    <message>
        <source>S&amp;how</source>
        <translation>&amp;Zeigen</translation>
    </message>
    <message>
        <source>&amp;Leave them out</source>
        <translation>Aus&amp;lassen</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Show these keys on the Conversion page</source>
        <translation>Diese Schlüssel auf der Seite „Konvertierung“ zeigen</translation>
    </message>
    <message>
        <source>Choose lenient: the conversion leaves these keys out</source>
        <translation>Nachsichtig wählen: Die Konvertierung lässt diese Schlüssel aus</translation>
    </message>
    <message>
        <source>The conversion leaves out the damaged tensors</source>
        <translation>Die Konvertierung lässt die beschädigten Tensoren aus</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Open a BAGEL checkpoint</source>
        <translation>BAGEL-Checkpoint öffnen</translation>
    </message>
    <message>
        <source>Drop a file or a folder here, or choose one. Only headers are read: 29 GB open in a blink.</source>
        <translation>Eine Datei oder einen Ordner hierher ziehen oder auswählen. Nur Header werden gelesen: 29 GB öffnen sich im Nu.</translation>
    </message>
    <message>
        <source>Open &amp;file…</source>
        <translation>Da&amp;tei öffnen…</translation>
    </message>
    <message>
        <source>Open f&amp;older…</source>
        <translation>&amp;Ordner öffnen…</translation>
    </message>
    <message>
        <source>Open the &amp;demo</source>
        <translation>De&amp;mo öffnen</translation>
    </message>
</context>
<context>
    <name>Writer</name>
    <message>
        <source>No tensor can be written under the key %1, which safetensors reserves.</source>
        <translation>Unter dem Schlüssel %1, den safetensors reserviert, kann kein Tensor geschrieben werden.</translation>
    </message>
    <message>
        <source>%1 has an unknown dtype and cannot be written.</source>
        <translation>%1 hat einen unbekannten dtype und kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Two tensors would be written under the key %1.</source>
        <translation>Zwei Tensoren würden unter dem Schlüssel %1 geschrieben.</translation>
    </message>
    <message>
        <source>The header would have more than %1 bytes, which no reader accepts: write several files instead.</source>
        <translation>Der Header hätte mehr als %1 Bytes, was kein Leseprogramm annimmt: Bitte stattdessen mehrere Dateien schreiben.</translation>
    </message>
</context>
</TS>
