<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ColumnKind</name>
    <message>
        <source>Full context</source>
        <translation>完整上下文</translation>
    </message>
    <message>
        <source>The whole context as text.</source>
        <translation>以文本形式给出的完整上下文。</translation>
    </message>
    <message>
        <source>Compressed</source>
        <translation>压缩</translation>
    </message>
    <message>
        <source>The compressor&apos;s digests in place of the context.</source>
        <translation>用压缩器的摘要向量代替上下文。</translation>
    </message>
    <message>
        <source>First tokens</source>
        <translation>开头词元</translation>
    </message>
    <message>
        <source>The first tokens of the context, as many as there are digests.</source>
        <translation>上下文开头的词元，数量与摘要向量相同。</translation>
    </message>
    <message>
        <source>Mean pooling</source>
        <translation>平均池化</translation>
    </message>
    <message>
        <source>Means of the context&apos;s word embeddings, as many as there are digests.</source>
        <translation>上下文词嵌入的平均值，数量与摘要向量相同。</translation>
    </message>
    <message>
        <source>No context</source>
        <translation>无上下文</translation>
    </message>
    <message>
        <source>Only the prompt: what the model answers without reading anything.</source>
        <translation>仅有提示：模型不读任何内容时的回答。</translation>
    </message>
    <message>
        <source>Last tokens</source>
        <translation>结尾词元</translation>
    </message>
    <message>
        <source>The last tokens of the context, as many as there are digests.</source>
        <translation>上下文结尾的词元，数量与摘要向量相同。</translation>
    </message>
    <message>
        <source>Both ends</source>
        <translation>首尾两端</translation>
    </message>
    <message>
        <source>The first and the last tokens, together as many as there are digests.</source>
        <translation>开头和结尾的词元，总数与摘要向量相同。</translation>
    </message>
    <message>
        <source>Random tokens</source>
        <translation>随机词元</translation>
    </message>
    <message>
        <source>Tokens of the context drawn at random, in order, as many as there are digests.</source>
        <translation>从上下文中随机抽取并保持顺序的词元，数量与摘要向量相同。</translation>
    </message>
    <message>
        <source>Best passages</source>
        <translation>最佳段落</translation>
    </message>
    <message>
        <source>The passages that match the prompt best (BM25), at most as many tokens as there are digests.</source>
        <translation>与提示最匹配的段落（BM25），词元数最多与摘要向量相同。</translation>
    </message>
    <message>
        <source>Full context, kept</source>
        <translation>完整上下文（保留）</translation>
    </message>
    <message>
        <source>The whole context as text, read once: its keys and values are kept, and further questions read only what follows.</source>
        <translation>以文本形式给出的完整上下文，只读取一次：保留其键和值，之后的问题只读取后面的内容。</translation>
    </message>
    <message>
        <source>Checkpoint %1</source>
        <translation>检查点 %1</translation>
    </message>
</context>
<context>
    <name>ComparisonExport</name>
    <message>
        <source>Comparisons</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Context (beginning)</source>
        <translation>上下文（开头）</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>Reference answer</source>
        <translation>参考答案</translation>
    </message>
    <message>
        <source>%1 vectors for %2 tokens</source>
        <translation>%1 个向量代表 %2 个词元</translation>
    </message>
    <message>
        <source>first token %1 ms</source>
        <translation>首个词元 %1 毫秒</translation>
    </message>
    <message>
        <source>%1 tokens/s</source>
        <translation>%1 词元/秒</translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>exists already; choose another name or allow replacing it</source>
        <translation>已存在；请选择其他名称或允许替换</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be the name of a new file in it</source>
        <translation>“%1”不能用作其中新文件的名称</translation>
    </message>
    <message>
        <source>manifest.json has no &quot;files&quot;</source>
        <translation>manifest.json 中没有“files”</translation>
    </message>
    <message>
        <source>manifest.json says nothing readable about %1</source>
        <translation>manifest.json 中没有关于 %1 的可读信息</translation>
    </message>
    <message>
        <source>%1 is missing</source>
        <translation>缺少 %1</translation>
    </message>
    <message>
        <source>%1 has another size than manifest.json says</source>
        <translation>%1 的大小与 manifest.json 所述不符</translation>
    </message>
    <message>
        <source>%1 has other bytes than manifest.json says</source>
        <translation>%1 的字节与 manifest.json 所述不符</translation>
    </message>
    <message>
        <source>JSON: key &quot;%1&quot; appears twice in one object</source>
        <translation>JSON：键“%1”在同一对象中出现两次</translation>
    </message>
    <message>
        <source>not valid JSON: %1</source>
        <translation>不是有效的 JSON：%1</translation>
    </message>
    <message>
        <source>JSON: more than %1 values</source>
        <translation>JSON：超过 %1 个值</translation>
    </message>
    <message>
        <source>JSON: nested deeper than %1 levels</source>
        <translation>JSON：嵌套超过 %1 层</translation>
    </message>
    <message>
        <source>JSON of %1 bytes; at most %2 are read</source>
        <translation>JSON 有 %1 字节；最多读取 %2 字节</translation>
    </message>
    <message>
        <source>a path with a NUL character cannot be opened</source>
        <translation>无法打开含有 NUL 字符的路径</translation>
    </message>
    <message>
        <source>no such file; check the path</source>
        <translation>没有此文件；请检查路径</translation>
    </message>
    <message>
        <source>cannot be opened: %1</source>
        <translation>无法打开：%1</translation>
    </message>
    <message>
        <source>is a folder, not a file</source>
        <translation>是文件夹，不是文件</translation>
    </message>
    <message>
        <source>is not a regular file</source>
        <translation>不是普通文件</translation>
    </message>
    <message>
        <source>cannot be read: %1</source>
        <translation>无法读取：%1</translation>
    </message>
    <message>
        <source>cannot be mapped: %1</source>
        <translation>无法映射到内存：%1</translation>
    </message>
    <message>
        <source>has %1 bytes; at most %2 are read</source>
        <translation>有 %1 字节；最多读取 %2 字节</translation>
    </message>
    <message>
        <source>the temporary file cannot be written; free some space or give a smaller --data_megabytes</source>
        <translation>无法写入临时文件；请腾出空间或减小 --data_megabytes</translation>
    </message>
    <message>
        <source>made-up texts of 500 to 8,500 bytes</source>
        <translation>500 到 8,500 字节的虚构文本</translation>
    </message>
    <message>
        <source>expected a JSON array of token ids</source>
        <translation>应为词元标识的 JSON 数组</translation>
    </message>
    <message>
        <source>expected token ids from 0 to %1, found %2</source>
        <translation>词元标识应在 0 到 %1 之间，实际为 %2</translation>
    </message>
    <message>
        <source>the text of the licence is not beside the program; give a text file</source>
        <translation>许可证文本不在程序旁；请给出一个文本文件</translation>
    </message>
    <message>
        <source>holds no token</source>
        <translation>不含词元</translation>
    </message>
    <message>
        <source>expected whole numbers, separated by commas</source>
        <translation>应为以逗号分隔的整数</translation>
    </message>
    <message>
        <source>names nothing; give at least one</source>
        <translation>没有列出任何项；请至少给出一项</translation>
    </message>
    <message>
        <source>needs its language model too; give --lm_path</source>
        <translation>还需要对应的语言模型；请给出 --lm_path</translation>
    </message>
    <message>
        <source>a median of fewer than three rounds says little</source>
        <translation>少于三轮的中位数意义不大</translation>
    </message>
    <message>
        <source>%1 needs a whole language model; of this size only compress can be measured</source>
        <translation>%1 需要完整的语言模型；此规模只能测量 compress</translation>
    </message>
    <message>
        <source>load needs a model on disk; give --lm_path, and --icformer_path for its compressor</source>
        <translation>load 需要磁盘上的模型；请给出 --lm_path，其压缩器用 --icformer_path</translation>
    </message>
    <message>
        <source>is not valid JSON: a &apos;&quot;&apos; was expected</source>
        <translation>不是有效的 JSON：此处应为 &apos;&quot;&apos;</translation>
    </message>
    <message>
        <source>holds a NUL character</source>
        <translation>含有 NUL 字符</translation>
    </message>
    <message>
        <source>is not valid JSON: a control character in a text</source>
        <translation>不是有效的 JSON：文本中有控制字符</translation>
    </message>
    <message>
        <source>is not valid JSON: \u needs four hex digits</source>
        <translation>不是有效的 JSON：\u 后需要四位十六进制数字</translation>
    </message>
    <message>
        <source>is not valid JSON: an unknown escape in a text</source>
        <translation>不是有效的 JSON：文本中有未知的转义序列</translation>
    </message>
    <message>
        <source>is not valid JSON: a value was expected</source>
        <translation>不是有效的 JSON：此处应为一个值</translation>
    </message>
    <message>
        <source>is not valid JSON: a digit was expected</source>
        <translation>不是有效的 JSON：此处应为数字</translation>
    </message>
    <message>
        <source>nests deeper than 64 levels</source>
        <translation>嵌套超过 64 层</translation>
    </message>
    <message>
        <source>is not valid JSON: a &apos;,&apos; or &apos;]&apos; was expected</source>
        <translation>不是有效的 JSON：此处应为 &apos;,&apos; 或 &apos;]&apos;</translation>
    </message>
    <message>
        <source>is not valid JSON: a &apos;:&apos; was expected</source>
        <translation>不是有效的 JSON：此处应为 &apos;:&apos;</translation>
    </message>
    <message>
        <source>is not valid JSON: a &apos;,&apos; or &apos;}&apos; was expected</source>
        <translation>不是有效的 JSON：此处应为 &apos;,&apos; 或 &apos;}&apos;</translation>
    </message>
    <message>
        <source>%1; mend or remove the line, or read without --strict</source>
        <translation>%1；请修正或删除该行，或不用 --strict 读取</translation>
    </message>
    <message>
        <source>the file changed while it was in use; start again</source>
        <translation>文件在使用期间发生了变化；请重新开始</translation>
    </message>
    <message>
        <source>became shorter while it was read; leave it alone and start again</source>
        <translation>读取期间变短；请勿改动并重新开始</translation>
    </message>
    <message>
        <source>compress needs a compressor checkpoint</source>
        <translation>compress 需要压缩器检查点</translation>
    </message>
    <message>
        <source>give either --text_file or --data_path</source>
        <translation>请给出 --text_file 或 --data_path 之一</translation>
    </message>
    <message>
        <source>%1: this compressor was only pre-trained, to repeat text; expect poor answers</source>
        <translation>%1：此压缩器只经过预训练，用于复述文本；回答可能很差</translation>
    </message>
    <message>
        <source>the folder cannot be made: %1</source>
        <translation>无法创建文件夹：%1</translation>
    </message>
    <message>
        <source>no recorded case (there is no &quot;case&quot; in it)</source>
        <translation>不是记录的用例（其中没有“case”）</translation>
    </message>
    <message>
        <source>expected exactly one checkpoint-N folder, found %1</source>
        <translation>应恰有一个 checkpoint-N 文件夹，实际找到 %1 个</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: there are only %2 CUDA devices</source>
        <translation>“%1”：只有 %2 个 CUDA 设备</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not supported; use auto, cpu, cuda or mps</source>
        <translation>不支持“%1”；请使用 auto、cpu、cuda 或 mps</translation>
    </message>
    <message>
        <source>the tokenizer has %1 tokens, the model only %2; they do not belong together</source>
        <translation>分词器有 %1 个词元，模型只有 %2 个；两者不匹配</translation>
    </message>
    <message>
        <source>%1 tokens and back</source>
        <translation>%1 个词元，往返一致</translation>
    </message>
    <message>
        <source>%1 optimizer steps, loss %2</source>
        <translation>%1 个优化步，损失 %2</translation>
    </message>
    <message>
        <source>checkpoint of %1 parameters</source>
        <translation>含 %1 个参数的检查点</translation>
    </message>
    <message>
        <source>%1 layers, %2 digests</source>
        <translation>%1 层，%2 个摘要向量</translation>
    </message>
    <message>
        <source>%1 digest vectors</source>
        <translation>%1 个摘要向量</translation>
    </message>
    <message>
        <source>%1 of %2 questions right from the full text, %3 from %4x fewer vectors</source>
        <translation>%2 个问题中，凭完整文本答对 %1 个，以 1/%4 的向量数答对 %3 个</translation>
    </message>
    <message>
        <source>the demo&apos;s files are not beside the program; install it again</source>
        <translation>演示文件不在程序旁；请重新安装</translation>
    </message>
    <message>
        <source>no compressor is open; choose a checkpoint</source>
        <translation>没有打开压缩器；请选择检查点</translation>
    </message>
    <message>
        <source>the folder chosen as compressor holds a language model</source>
        <translation>选作压缩器的文件夹中是语言模型</translation>
    </message>
    <message>
        <source>the compressor was made for hidden size %1, the language model has %2; choose a compressor trained with this model</source>
        <translation>压缩器适用的隐藏维度为 %1，语言模型为 %2；请选择用此模型训练的压缩器</translation>
    </message>
    <message>
        <source>%1 (was %2, is %3)</source>
        <translation>%1（原为 %2，现为 %3）</translation>
    </message>
    <message>
        <source>changed since the checkpoint: %1. Undo it, or go on nevertheless with --allow_changes</source>
        <translation>检查点之后有改动：%1。请撤销改动，或用 --allow_changes 仍然继续</translation>
    </message>
    <message>
        <source>resumed although changed: %1</source>
        <translation>虽有改动仍继续：%1</translation>
    </message>
    <message>
        <source>holds no run to resume; leave out --resume to start one</source>
        <translation>没有可继续的运行；去掉 --resume 以开始新的运行</translation>
    </message>
    <message>
        <source>out of memory; resume it with a smaller --batch_size, or with a smaller --max_seq_len and --allow_changes</source>
        <translation>内存不足；请减小 --batch_size 后继续，或减小 --max_seq_len 并加上 --allow_changes</translation>
    </message>
    <message>
        <source>--save_scheduler: there is no schedule, so no scheduler.pt is written</source>
        <translation>--save_scheduler：没有调度，因此不写入 scheduler.pt</translation>
    </message>
    <message>
        <source>the frozen language model changed while training; this is a fault of the program, do not trust this run</source>
        <translation>冻结的语言模型在训练中发生了变化；这是程序的错误，请勿信任此次运行</translation>
    </message>
    <message>
        <source>not a recorded case: %1</source>
        <translation>不是记录的用例：%1</translation>
    </message>
    <message>
        <source>holds another evaluation (different: %1); give another --save_path, or --overwrite</source>
        <translation>已有其他评估（不同之处：%1）；请给出其他 --save_path，或使用 --overwrite</translation>
    </message>
    <message>
        <source>%1: already evaluated; the tables are written again</source>
        <translation>%1：已评估过；重新写入表格</translation>
    </message>
    <message>
        <source>%1: going on where the evaluation stopped</source>
        <translation>%1：从评估停止处继续</translation>
    </message>
    <message>
        <source>needed: the folder of a trained compressor (it also sets the budget of the baselines)</source>
        <translation>需要：训练好的压缩器的文件夹（它也决定各基线的预算）</translation>
    </message>
    <message>
        <source>is the language model&apos;s folder; results need a folder of their own</source>
        <translation>是语言模型的文件夹；结果需要单独的文件夹</translation>
    </message>
    <message>
        <source>has no effect with one checkpoint</source>
        <translation>只有一个检查点时不起作用</translation>
    </message>
    <message>
        <source>holds examples of another evaluation; give another --save_path, or --overwrite</source>
        <translation>含有其他评估的示例；请给出其他 --save_path，或使用 --overwrite</translation>
    </message>
    <message>
        <source>cannot be opened for writing: %1</source>
        <translation>无法打开以写入：%1</translation>
    </message>
    <message>
        <source>holds no examples.jsonl; choose the results folder of an evaluation</source>
        <translation>没有 examples.jsonl；请选择评估的结果文件夹</translation>
    </message>
    <message>
        <source>the fact alone has %1 tokens, the length is %2: choose a larger length</source>
        <translation>仅事实本身就有 %1 个词元，而长度为 %2：请选择更大的长度</translation>
    </message>
    <message>
        <source>the data has no sentence to hide a fact in: choose other data</source>
        <translation>数据中没有可隐藏事实的句子：请选择其他数据</translation>
    </message>
    <message>
        <source>no context of %1 is long enough for %2; give shorter lengths, or 0 for whole contexts</source>
        <translation>%1 中没有足够长的上下文可用于 %2；请给出更短的长度，或用 0 表示完整上下文</translation>
    </message>
    <message>
        <source>holds no evaluation.json; choose the results folder of an evaluation</source>
        <translation>没有 evaluation.json；请选择评估的结果文件夹</translation>
    </message>
    <message>
        <source>%1: its shape does not fit config.json beside it</source>
        <translation>%1：形状与旁边的 config.json 不符</translation>
    </message>
    <message>
        <source>hidden_size: the language model has %1, the compressor %2; choose a compressor trained for this model</source>
        <translation>hidden_size：语言模型为 %1，压缩器为 %2；请选择为此模型训练的压缩器</translation>
    </message>
    <message>
        <source>attention_dropout other than 0 is not supported</source>
        <translation>attention_dropout 只支持 0</translation>
    </message>
    <message>
        <source>hidden_act &quot;%1&quot; is not supported; only silu is</source>
        <translation>不支持 hidden_act“%1”；只支持 silu</translation>
    </message>
    <message>
        <source>hidden_size must be a multiple of num_attention_heads, and that of num_key_value_heads</source>
        <translation>hidden_size 必须是 num_attention_heads 的倍数，后者必须是 num_key_value_heads 的倍数</translation>
    </message>
    <message>
        <source>context_hidden_size differs from hidden_size; digests and context cannot be joined then</source>
        <translation>context_hidden_size 与 hidden_size 不同；摘要向量与上下文因此无法连接</translation>
    </message>
    <message>
        <source>has no &quot;weight_map&quot; object</source>
        <translation>没有“weight_map”对象</translation>
    </message>
    <message>
        <source>weight_map: &quot;%1&quot; names no file</source>
        <translation>weight_map：“%1”没有给出文件</translation>
    </message>
    <message>
        <source>names more than %1 files</source>
        <translation>列出的文件超过 %1 个</translation>
    </message>
    <message>
        <source>no such folder; check the path</source>
        <translation>没有此文件夹；请检查路径</translation>
    </message>
    <message>
        <source>tensor &quot;%1&quot; has no %2</source>
        <translation>张量“%1”没有 %2</translation>
    </message>
    <message>
        <source>is not described by an object</source>
        <translation>不是用对象描述的</translation>
    </message>
    <message>
        <source>has no usable shape</source>
        <translation>没有可用的形状</translation>
    </message>
    <message>
        <source>has a shape that is not made of whole numbers</source>
        <translation>形状不是由整数组成</translation>
    </message>
    <message>
        <source>has no usable data_offsets</source>
        <translation>没有可用的 data_offsets</translation>
    </message>
    <message>
        <source>has data_offsets that do not agree with its shape and dtype</source>
        <translation>data_offsets 与其形状和 dtype 不符</translation>
    </message>
    <message>
        <source>__metadata__ is not an object</source>
        <translation>__metadata__ 不是对象</translation>
    </message>
    <message>
        <source>__metadata__: &quot;%1&quot; is not a text</source>
        <translation>__metadata__：“%1”不是文本</translation>
    </message>
    <message>
        <source>is too short to be a safetensors file; it may be cut off: fetch it again</source>
        <translation>太短，不可能是 safetensors 文件；可能被截断：请重新获取</translation>
    </message>
    <message>
        <source>claims a header of %1 bytes: not a safetensors file</source>
        <translation>声明的文件头有 %1 字节：不是 safetensors 文件</translation>
    </message>
    <message>
        <source>ends inside its header; it may be cut off: fetch it again</source>
        <translation>在文件头内就结束了；可能被截断：请重新获取</translation>
    </message>
    <message>
        <source>holds %1 bytes that belong to no tensor</source>
        <translation>有 %1 字节不属于任何张量</translation>
    </message>
    <message>
        <source>two tensors cannot be called &quot;%1&quot;</source>
        <translation>不能有两个张量都叫“%1”</translation>
    </message>
    <message>
        <source>the tensor name &quot;%1&quot; is not UTF-8</source>
        <translation>张量名“%1”不是 UTF-8</translation>
    </message>
    <message>
        <source>tensor &quot;%1&quot; has other bytes than its shape says</source>
        <translation>张量“%1”的字节数与其形状不符</translation>
    </message>
    <message>
        <source>more tensors than a safetensors header may describe</source>
        <translation>张量数超过 safetensors 文件头可描述的上限</translation>
    </message>
    <message>
        <source>holds two archives in one</source>
        <translation>一个文件中含有两个归档</translation>
    </message>
    <message>
        <source>is a zip file, but not one that torch.save wrote: it holds no data.pkl</source>
        <translation>是 zip 文件，但不是 torch.save 写入的：其中没有 data.pkl</translation>
    </message>
    <message>
        <source>was written on a big-endian machine; save it again on another</source>
        <translation>是在大端序机器上写入的；请在其他机器上重新保存</translation>
    </message>
    <message>
        <source>describes its tensors in %1 bytes; at most %2 are read</source>
        <translation>用 %1 字节描述其张量；最多读取 %2 字节</translation>
    </message>
    <message>
        <source>has no storage &quot;%1&quot;; the file is damaged</source>
        <translation>没有存储“%1”；文件已损坏</translation>
    </message>
    <message>
        <source>the text &quot;%1&quot; is not UTF-8</source>
        <translation>文本“%1”不是 UTF-8</translation>
    </message>
    <message>
        <source>values are nested deeper than %1 levels</source>
        <translation>值的嵌套超过 %1 层</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be the folder inside the zip</source>
        <translation>“%1”不能用作 zip 内的文件夹</translation>
    </message>
    <message>
        <source>its zip directory is damaged or cut off; fetch the file again</source>
        <translation>zip 目录已损坏或被截断；请重新获取文件</translation>
    </message>
    <message>
        <source>is not a torch file of the zip kind; a file of torch before 1.6 must be loaded and saved again there</source>
        <translation>不是 zip 格式的 torch 文件；torch 1.6 之前的文件须先在 torch 中载入并重新保存</translation>
    </message>
    <message>
        <source>has no zip directory; it may be cut off: fetch it again</source>
        <translation>没有 zip 目录；可能被截断：请重新获取</translation>
    </message>
    <message>
        <source>is a zip file in several parts</source>
        <translation>是分卷的 zip 文件</translation>
    </message>
    <message>
        <source>its zip64 directory is damaged; fetch the file again</source>
        <translation>zip64 目录已损坏；请重新获取文件</translation>
    </message>
    <message>
        <source>its zip directory lies outside the file; fetch the file again</source>
        <translation>zip 目录位于文件之外；请重新获取文件</translation>
    </message>
    <message>
        <source>its zip directory is damaged; fetch the file again</source>
        <translation>zip 目录已损坏；请重新获取文件</translation>
    </message>
    <message>
        <source>is encrypted</source>
        <translation>已加密</translation>
    </message>
    <message>
        <source>lies outside the file</source>
        <translation>位于文件之外</translation>
    </message>
    <message>
        <source>has no header; the file is damaged</source>
        <translation>没有头部；文件已损坏</translation>
    </message>
    <message>
        <source>reaches outside the file</source>
        <translation>超出文件范围</translation>
    </message>
    <message>
        <source>is there twice</source>
        <translation>出现了两次</translation>
    </message>
    <message>
        <source>entry &quot;%1&quot; is damaged (its checksum differs); fetch the file again</source>
        <translation>条目“%1”已损坏（校验和不符）；请重新获取文件</translation>
    </message>
    <message>
        <source>num_attention_heads must be a multiple of num_key_value_heads</source>
        <translation>num_attention_heads 必须是 num_key_value_heads 的倍数</translation>
    </message>
    <message>
        <source>expected a JSON object</source>
        <translation>应为 JSON 对象</translation>
    </message>
    <message>
        <source>%1: expected a whole number, got %2</source>
        <translation>%1：应为整数，实际为 %2</translation>
    </message>
    <message>
        <source>%1: expected a whole number from 1 on, got %2</source>
        <translation>%1：应为不小于 1 的整数，实际为 %2</translation>
    </message>
    <message>
        <source>a value has the wrong type: %1</source>
        <translation>有一个值的类型错误：%1</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not known; choose from %2</source>
        <translation>未知的“%1”；请从 %2 中选择</translation>
    </message>
    <message>
        <source>expected a JSON object with option names as keys</source>
        <translation>应为以选项名为键的 JSON 对象</translation>
    </message>
    <message>
        <source>%1: there is no such option; remove it or correct its name</source>
        <translation>%1：没有此选项；请删除它或更正名称</translation>
    </message>
    <message>
        <source>there is no such option</source>
        <translation>没有此选项</translation>
    </message>
    <message>
        <source>a finite number is needed</source>
        <translation>需要有限的数</translation>
    </message>
    <message>
        <source>%1 is too small; the smallest allowed value is %2</source>
        <translation>%1 太小；允许的最小值为 %2</translation>
    </message>
    <message>
        <source>%1 is too large; the largest allowed value is %2</source>
        <translation>%1 太大；允许的最大值为 %2</translation>
    </message>
    <message>
        <source>expected %1, got %2</source>
        <translation>应为 %1，实际为 %2</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>%1 is not among the choices: %2</source>
        <translation>%1 不在可选值之中：%2</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 或 false</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>a smaller number</source>
        <translation>更小的数</translation>
    </message>
    <message>
        <source>no such folder: %1</source>
        <translation>没有此文件夹：%1</translation>
    </message>
    <message>
        <source>no config.json in %1: not a model folder</source>
        <translation>%1 中没有 config.json：不是模型文件夹</translation>
    </message>
    <message>
        <source>&quot;%1&quot; looks like a name on a model hub; a local directory is needed: download the model and give its folder</source>
        <translation>“%1”像是模型库上的名称；需要本地目录：请下载模型并给出其文件夹</translation>
    </message>
    <message>
        <source>needed: a file</source>
        <translation>需要：一个文件</translation>
    </message>
    <message>
        <source>no such file: %1</source>
        <translation>没有此文件：%1</translation>
    </message>
    <message>
        <source>a folder, not a file: %1</source>
        <translation>是文件夹，不是文件：%1</translation>
    </message>
    <message>
        <source>not a regular file: %1</source>
        <translation>不是普通文件：%1</translation>
    </message>
    <message>
        <source>needed: a folder to write to</source>
        <translation>需要：用于写入的文件夹</translation>
    </message>
    <message>
        <source>cannot be made: %1 is not a folder</source>
        <translation>无法创建：%1 不是文件夹</translation>
    </message>
    <message>
        <source>needed: the name of a file</source>
        <translation>需要：文件名</translation>
    </message>
    <message>
        <source>a name without a folder is needed, got %1; the folder is --save_path</source>
        <translation>需要不含文件夹的名称，实际为 %1；文件夹由 --save_path 给出</translation>
    </message>
    <message>
        <source>there is no preset &quot;%1&quot;; there are: %2</source>
        <translation>没有预设“%1”；现有：%2</translation>
    </message>
    <message>
        <source>needs validation data: give --eval_data, or leave it out</source>
        <translation>需要验证数据：请给出 --eval_data，或省略此项</translation>
    </message>
    <message>
        <source>a chunk of at most %1 tokens becomes %2 digests: nothing is compressed; make chunks longer or use fewer digests</source>
        <translation>最多 %1 个词元的分块变为 %2 个摘要向量：没有压缩；请加长分块或减少摘要向量</translation>
    </message>
    <message>
        <source>contexts of at most %1 tokens become %2 digests: nothing is compressed</source>
        <translation>最多 %1 个词元的上下文变为 %2 个摘要向量：没有压缩</translation>
    </message>
    <message>
        <source>is the language model&apos;s folder; a run needs a folder of its own</source>
        <translation>是语言模型的文件夹；运行需要单独的文件夹</translation>
    </message>
    <message>
        <source>is the folder of the checkpoint to start from; a run needs a folder of its own</source>
        <translation>是起始检查点的文件夹；运行需要单独的文件夹</translation>
    </message>
    <message>
        <source>needed: the folder of a trained compressor</source>
        <translation>需要：训练好的压缩器的文件夹</translation>
    </message>
    <message>
        <source>is the language model&apos;s folder; give another one</source>
        <translation>是语言模型的文件夹；请给出其他文件夹</translation>
    </message>
    <message>
        <source>needed: either --text_file or --data_path</source>
        <translation>需要：--text_file 或 --data_path 之一</translation>
    </message>
    <message>
        <source>needed: the safetensors file to write</source>
        <translation>需要：要写入的 safetensors 文件</translation>
    </message>
    <message>
        <source>is a folder: %1; give a file name</source>
        <translation>是文件夹：%1；请给出文件名</translation>
    </message>
    <message>
        <source>a learning rate of 0 changes nothing</source>
        <translation>学习率为 0 不会带来任何变化</translation>
    </message>
    <message>
        <source>has no effect on pre-training</source>
        <translation>对预训练不起作用</translation>
    </message>
    <message>
        <source>has no effect on a constant learning rate</source>
        <translation>学习率恒定时不起作用</translation>
    </message>
    <message>
        <source>the run ends before the learning rate is up</source>
        <translation>运行在学习率升到位之前就会结束</translation>
    </message>
    <message>
        <source>accepted, but there is no schedule to save</source>
        <translation>已接受，但没有可保存的调度</translation>
    </message>
    <message>
        <source>another process</source>
        <translation>另一个进程</translation>
    </message>
    <message>
        <source>cannot be opened for writing</source>
        <translation>无法打开以写入</translation>
    </message>
    <message>
        <source>cannot be written</source>
        <translation>无法写入</translation>
    </message>
    <message>
        <source>cannot be flushed to the disk</source>
        <translation>无法刷写到磁盘</translation>
    </message>
    <message>
        <source>holds no options: not a run of this program</source>
        <translation>没有选项：不是本程序的运行</translation>
    </message>
    <message>
        <source>no such folder</source>
        <translation>没有此文件夹</translation>
    </message>
    <message>
        <source>holds no run.json: not a run folder</source>
        <translation>没有 run.json：不是运行文件夹</translation>
    </message>
    <message>
        <source>is not a JSON object: not a run of this program</source>
        <translation>不是 JSON 对象：不是本程序的运行</translation>
    </message>
    <message>
        <source>needed: a folder for the run</source>
        <translation>需要：用于运行的文件夹</translation>
    </message>
    <message>
        <source>cannot be made: %1</source>
        <translation>无法创建：%1</translation>
    </message>
    <message>
        <source>the run before cannot be moved aside: %1</source>
        <translation>无法移开之前的运行：%1</translation>
    </message>
    <message>
        <source>its normalization rules are damaged; fetch the file again</source>
        <translation>规范化规则已损坏；请重新获取文件</translation>
    </message>
    <message>
        <source>is of a kind of sentencepiece model that is not known here</source>
        <translation>是此处未知类型的 sentencepiece 模型</translation>
    </message>
    <message>
        <source>holds a token that is empty, longer than %1 bytes or has a NUL; the file is damaged</source>
        <translation>含有为空、超过 %1 字节或带 NUL 的词元；文件已损坏</translation>
    </message>
    <message>
        <source>holds more than %1 tokens</source>
        <translation>词元超过 %1 个</translation>
    </message>
    <message>
        <source>holds no tokens: not a sentencepiece model, or damaged; fetch it again</source>
        <translation>不含词元：不是 sentencepiece 模型或已损坏；请重新获取</translation>
    </message>
    <message>
        <source>nests more than %1 user-defined tokens in one another</source>
        <translation>相互嵌套的用户定义词元超过 %1 个</translation>
    </message>
    <message>
        <source>sentencepiece refuses it (%1); fetch the file again</source>
        <translation>sentencepiece 拒绝读取（%1）；请重新获取文件</translation>
    </message>
    <message>
        <source>the tokenizer has no token &quot;%1&quot;</source>
        <translation>分词器没有词元“%1”</translation>
    </message>
    <message>
        <source>sentencepiece cannot encode the text: %1</source>
        <translation>sentencepiece 无法编码文本：%1</translation>
    </message>
    <message>
        <source>sentencepiece cannot decode the ids: %1</source>
        <translation>sentencepiece 无法解码标识：%1</translation>
    </message>
    <message>
        <source>sentencepiece, legacy: %1, %2 tokens</source>
        <translation>sentencepiece，legacy：%1，%2 个词元</translation>
    </message>
    <message>
        <source>token &quot;%1&quot; is single_word, which is not supported</source>
        <translation>词元“%1”为 single_word，不受支持</translation>
    </message>
    <message>
        <source>a special token is neither a text nor an object with &quot;content&quot;</source>
        <translation>有一个特殊词元既不是文本，也不是含“content”的对象</translation>
    </message>
    <message>
        <source>token &quot;%1&quot; has the impossible id %2</source>
        <translation>词元“%1”的标识 %2 不可能存在</translation>
    </message>
    <message>
        <source>added_tokens_decoder is not an object</source>
        <translation>added_tokens_decoder 不是对象</translation>
    </message>
    <message>
        <source>added_tokens_decoder has the unreadable entry &quot;%1&quot;</source>
        <translation>added_tokens_decoder 中有无法读取的条目“%1”</translation>
    </message>
    <message>
        <source>is not an object of tokens and ids</source>
        <translation>不是由词元和标识组成的对象</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no usable id</source>
        <translation>“%1”没有可用的标识</translation>
    </message>
    <message>
        <source>is not a JSON object</source>
        <translation>不是 JSON 对象</translation>
    </message>
    <message>
        <source>tokenizer_class %1 is not supported; use a model with LlamaTokenizer</source>
        <translation>不支持 tokenizer_class %1；请使用带 LlamaTokenizer 的模型</translation>
    </message>
    <message>
        <source>%1 is missing or does not fit</source>
        <translation>缺少 %1 或不匹配</translation>
    </message>
    <message>
        <source>step %1: loss or gradient is not finite; the step was skipped (data lines %2)</source>
        <translation>第 %1 步：损失或梯度不是有限值；已跳过此步（数据行 %2）</translation>
    </message>
    <message>
        <source>step %1: loss %2 is over three times its running mean %3</source>
        <translation>第 %1 步：损失 %2 超过其滑动平均值 %3 的三倍</translation>
    </message>
    <message>
        <source>stopped early: no better validation loss in %1 validations</source>
        <translation>提前停止：%1 次验证中没有更好的验证损失</translation>
    </message>
    <message>
        <source>another version of this program wrote it, which alone can resume it; start from its folder with --icformer_path instead</source>
        <translation>由本程序的另一版本写入，只有该版本能继续；请改用 --icformer_path 从其文件夹开始</translation>
    </message>
    <message>
        <source>has no usable row among its %1 lines</source>
        <translation>其 %1 行中没有可用的行</translation>
    </message>
    <message>
        <source>tensor %1 overlaps the one before it</source>
        <translation>张量 %1 与前一个重叠</translation>
    </message>
    <message>
        <source>tensor %1 leaves a hole before it</source>
        <translation>张量 %1 之前留有空隙</translation>
    </message>
    <message>
        <source>tensor %1 reaches past the end of the file; it may be cut off: fetch it again</source>
        <translation>张量 %1 超出文件末尾；文件可能不完整：请重新获取</translation>
    </message>
    <message>
        <source>process %1 on %2</source>
        <translation>%2 上的进程 %1</translation>
    </message>
    <message>
        <source>cannot be written to: %1</source>
        <translation>无法写入：%1</translation>
    </message>
    <message>
        <source>is gone; the run goes on when it is there again</source>
        <translation>已不存在；恢复后运行将继续</translation>
    </message>
    <message>
        <source>holds another run meanwhile; the run goes on when that is moved away</source>
        <translation>其间已存有另一个运行；移走它之后本运行将继续</translation>
    </message>
    <message>
        <source>is a folder, not a file; give another name</source>
        <translation>是文件夹，不是文件；请换一个名称</translation>
    </message>
    <message>
        <source>is not a regular file; give another name</source>
        <translation>不是普通文件；请换一个名称</translation>
    </message>
    <message>
        <source>is a file where a folder is to be made; move it away</source>
        <translation>此处要建立文件夹，但已有同名文件；请将其移走</translation>
    </message>
    <message>
        <source>cannot be resumed from: %1; leave out its name to take the newest sound checkpoint</source>
        <translation>无法从它继续：%1；不写名称即可使用最新的完好检查点</translation>
    </message>
    <message>
        <source>no evaluation here wrote this file, and it would be replaced; give another --save_path, or --overwrite</source>
        <translation>此文件并非由这里的评估写入，且会被替换；请给出其他 --save_path，或使用 --overwrite</translation>
    </message>
    <message>
        <source>the evaluation would write over its own data, %1; give another folder</source>
        <translation>评估会覆盖自己的数据 %1；请换一个文件夹</translation>
    </message>
    <message>
        <source>%1: expected a number from %2 to %3, got %4</source>
        <translation>%1：应为 %2 到 %3 之间的数，实际为 %4</translation>
    </message>
    <message>
        <source>the size of a head is %1; rotary embeddings need an even one</source>
        <translation>注意力头的大小为 %1；旋转位置编码需要偶数</translation>
    </message>
    <message>
        <source>high_freq_factor must be greater than low_freq_factor</source>
        <translation>high_freq_factor 必须大于 low_freq_factor</translation>
    </message>
    <message>
        <source>is too long for the file system; choose a shorter name</source>
        <translation>对文件系统来说太长；请选择更短的名称</translation>
    </message>
    <message>
        <source>is a link: %1; give the file that it leads to</source>
        <translation>是链接：%1；请给出它指向的文件</translation>
    </message>
    <message>
        <source>not a regular file: %1; give another name</source>
        <translation>不是普通文件：%1；请换一个名称</translation>
    </message>
    <message>
        <source>is the file that --%1 reads; give another name</source>
        <translation>是 --%1 所读取的文件；请换一个名称</translation>
    </message>
    <message>
        <source>would replace a file of the model in %1; give another name</source>
        <translation>会替换 %1 中模型的文件；请换一个名称</translation>
    </message>
    <message>
        <source>is not a regular file; move it away</source>
        <translation>不是普通文件；请将其移走</translation>
    </message>
    <message>
        <source>names no piece for unknown characters; fetch the file again</source>
        <translation>没有指定未知字符的词元；请重新获取此文件</translation>
    </message>
    <message>
        <source>fingerprints.%1 is missing or no object</source>
        <translation>fingerprints.%1 缺失或不是对象</translation>
    </message>
    <message>
        <source>it has no manifest.json, so that its files cannot be checked</source>
        <translation>缺少 manifest.json，因而无法核对其文件</translation>
    </message>
    <message>
        <source>%1 is not in manifest.json</source>
        <translation>%1 不在 manifest.json 中</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has a value that no run can have: the file is damaged</source>
        <translation>“%1”的值不可能出现在任何运行中：文件已损坏</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is missing or of the wrong type: the file is damaged</source>
        <translation>“%1”缺失或类型不对：文件已损坏</translation>
    </message>
    <message>
        <source>%1; the run cannot be resumed without it: start from one of its checkpoints with --icformer_path, in another --save_path</source>
        <translation>%1；没有它就无法继续运行：请用 --icformer_path 从它的某个检查点开始，并使用其他 --save_path</translation>
    </message>
    <message>
        <source>holds checkpoints but no run.json, so that the run cannot be resumed; start from one with --icformer_path, in another --save_path</source>
        <translation>有检查点但没有 run.json，因而无法继续运行；请用 --icformer_path 从某个检查点开始，并使用其他 --save_path</translation>
    </message>
    <message>
        <source>num_query_tokens: param.pt is too small for %1 digests</source>
        <translation>num_query_tokens：param.pt 太小，容不下 %1 个摘要向量</translation>
    </message>
    <message>
        <source>%1: expected true or false, got %2</source>
        <translation>%1：应为 true 或 false，实际为 %2</translation>
    </message>
    <message>
        <source>%1: expected a text, got %2</source>
        <translation>%1：应为文本，实际为 %2</translation>
    </message>
    <message>
        <source>%1 is missing, or has not as many rows as resume.json says</source>
        <translation>%1 缺失，或行数与 resume.json 所述不符</translation>
    </message>
    <message>
        <source>validations&apos; steps are not in order: the file is damaged</source>
        <translation>验证的步数顺序不对：文件已损坏</translation>
    </message>
    <message>
        <source>there is no checkpoint to resume from; start anew with --overwrite</source>
        <translation>没有可以继续的检查点；请用 --overwrite 重新开始</translation>
    </message>
    <message>
        <source>it is of another version of this program</source>
        <translation>它来自本程序的另一个版本</translation>
    </message>
    <message>
        <source>checkpoint passed over: %1: %2</source>
        <translation>已跳过检查点：%1：%2</translation>
    </message>
    <message>
        <source>no such folder; leave out its name to take the newest sound checkpoint</source>
        <translation>没有这个文件夹；省略名称即可使用最新的完好检查点</translation>
    </message>
    <message>
        <source>is a run folder, not a checkpoint; name one of its checkpoints, or none to take the newest sound one</source>
        <translation>是运行文件夹，不是检查点；请指定其中一个检查点，或不指定以使用最新的完好检查点</translation>
    </message>
    <message>
        <source>changed since the checkpoint, so that the last bits may differ from those of a run that was not stopped: %1</source>
        <translation>自检查点以来已更改，末位可能与未中断的运行不同：%1</translation>
    </message>
    <message>
        <source>entries &quot;%1&quot; and &quot;%2&quot; lie over one another; the file is damaged</source>
        <translation>条目“%1”和“%2”相互重叠；文件已损坏</translation>
    </message>
    <message>
        <source>%1 (if it is gone, remove run.lock)</source>
        <translation>%1（若它已不存在，请删除 run.lock）</translation>
    </message>
    <message>
        <source>holds a token of a type that is not known here, or of two; the file is damaged</source>
        <translation>含有类型未知或有两个类型的词元；文件已损坏</translation>
    </message>
    <message>
        <source>has its settings twice; the file is damaged</source>
        <translation>设置出现了两次；文件已损坏</translation>
    </message>
    <message>
        <source>holds tokens that were made to be looked up slowly; do not use this model</source>
        <translation>含有为拖慢查找而制造的词元；请勿使用此模型</translation>
    </message>
    <message>
        <source>token &quot;%1&quot; is longer than %2 bytes</source>
        <translation>词元“%1”超过 %2 字节</translation>
    </message>
    <message>
        <source>adds more than %1 tokens</source>
        <translation>添加的词元超过 %1 个</translation>
    </message>
    <message>
        <source>%1: this old checkpoint cannot be removed; it stays</source>
        <translation>%1：无法删除这个旧检查点；它将保留</translation>
    </message>
    <message>
        <source>is damaged: its %1 stream does not hold before byte %2; fetch it again</source>
        <translation>已损坏：%1 数据流在第 %2 字节之前出错；请重新下载</translation>
    </message>
    <message>
        <source>is cut short: it ends inside its %1 stream; fetch it again</source>
        <translation>不完整：在 %1 数据流中间结束；请重新下载</translation>
    </message>
    <message>
        <source>has something else after its gzip stream; fetch it again</source>
        <translation>在 gzip 数据流之后还有其他内容；请重新下载</translation>
    </message>
    <message>
        <source>was packed with a window of more than 128 MiB; decompress it first (zstd -d --long=31)</source>
        <translation>压缩窗口大于 128 MiB；请先解压（zstd -d --long=31）</translation>
    </message>
    <message>
        <source>JSON: expected an object</source>
        <translation>JSON：应为对象</translation>
    </message>
    <message>
        <source>is UTF-16 (big-endian); convert it to UTF-8 first (iconv -f UTF-16BE -t UTF-8)</source>
        <translation>是 UTF-16（大端）；请先转换为 UTF-8（iconv -f UTF-16BE -t UTF-8）</translation>
    </message>
    <message>
        <source>is UTF-16 (little-endian); convert it to UTF-8 first (iconv -f UTF-16LE -t UTF-8)</source>
        <translation>是 UTF-16（小端）；请先转换为 UTF-8（iconv -f UTF-16LE -t UTF-8）</translation>
    </message>
    <message>
        <source>is a gzip file; decompress it first (gzip -dk)</source>
        <translation>是 gzip 文件；请先解压（gzip -dk）</translation>
    </message>
    <message>
        <source>is a Zstandard file; decompress it first (zstd -dk)</source>
        <translation>是 Zstandard 文件；请先解压（zstd -dk）</translation>
    </message>
    <message>
        <source>is a bzip2 file; decompress it first (bzip2 -dk)</source>
        <translation>是 bzip2 文件；请先解压（bzip2 -dk）</translation>
    </message>
    <message>
        <source>is an xz file; decompress it first (xz -dk)</source>
        <translation>是 xz 文件；请先解压（xz -dk）</translation>
    </message>
    <message>
        <source>is an LZ4 file; decompress it first (lz4 -dk)</source>
        <translation>是 LZ4 文件；请先解压（lz4 -dk）</translation>
    </message>
    <message>
        <source>is a 7-Zip archive; unpack it first</source>
        <translation>是 7-Zip 归档；请先解包</translation>
    </message>
    <message>
        <source>is a zip archive (office documents and torch files are such, too); take its text out first</source>
        <translation>是 zip 归档（办公文档和 torch 文件也是）；请先取出其中的文本</translation>
    </message>
    <message>
        <source>is a tar archive; unpack it first</source>
        <translation>是 tar 归档；请先解包</translation>
    </message>
    <message>
        <source>is a Parquet file; write its rows as jsonl first, one object a line</source>
        <translation>是 Parquet 文件；请先把各行写成 jsonl，每行一个对象</translation>
    </message>
    <message>
        <source>is an Arrow file; write its rows as jsonl first, one object a line</source>
        <translation>是 Arrow 文件；请先把各行写成 jsonl，每行一个对象</translation>
    </message>
    <message>
        <source>is an Avro file; write its rows as jsonl first, one object a line</source>
        <translation>是 Avro 文件；请先把各行写成 jsonl，每行一个对象</translation>
    </message>
    <message>
        <source>is an SQLite database; write its rows as jsonl first, one object a line</source>
        <translation>是 SQLite 数据库；请先把各行写成 jsonl，每行一个对象</translation>
    </message>
    <message>
        <source>is an HDF5 file; write its rows as jsonl first, one object a line</source>
        <translation>是 HDF5 文件；请先把各行写成 jsonl，每行一个对象</translation>
    </message>
    <message>
        <source>is a NumPy file; write its texts down first</source>
        <translation>是 NumPy 文件；请先把其中的文本写成文本文件</translation>
    </message>
    <message>
        <source>is a PDF file; take its text out first (pdftotext)</source>
        <translation>是 PDF 文件；请先取出其中的文本（pdftotext）</translation>
    </message>
    <message>
        <source>is a picture, not a text</source>
        <translation>是图片，不是文本</translation>
    </message>
    <message>
        <source>is a program, not a text</source>
        <translation>是程序，不是文本</translation>
    </message>
    <message>
        <source>is UTF-32; convert it to UTF-8 first (iconv -f UTF-32 -t UTF-8)</source>
        <translation>是 UTF-32；请先转换为 UTF-8（iconv -f UTF-32 -t UTF-8）</translation>
    </message>
    <message>
        <source>is UTF-16; convert it to UTF-8 first (iconv -f UTF-16 -t UTF-8)</source>
        <translation>是 UTF-16；请先转换为 UTF-8（iconv -f UTF-16 -t UTF-8）</translation>
    </message>
    <message>
        <source>is not UTF-8: byte %1 at %2, in Latin-1 %3; convert it to UTF-8 first (iconv -f LATIN1 -t UTF-8)</source>
        <translation>不是 UTF-8：第 %2 处的字节 %1，按 Latin-1 为 %3；请先转换为 UTF-8（iconv -f LATIN1 -t UTF-8）</translation>
    </message>
    <message>
        <source>is not UTF-8: byte %1 at %2; convert it to UTF-8 first (iconv -f WINDOWS-1252 -t UTF-8, if it is that)</source>
        <translation>不是 UTF-8：第 %2 处的字节 %1；请先转换为 UTF-8（若是 WINDOWS-1252：iconv -f WINDOWS-1252 -t UTF-8）</translation>
    </message>
    <message>
        <source>is not UTF-8: byte %1 at %2; convert it to UTF-8 or mend it first</source>
        <translation>不是 UTF-8：第 %2 处的字节 %1；请先转换为 UTF-8 或修复</translation>
    </message>
    <message>
        <source>pieces of at most %1 letters, %2 tokens</source>
        <translation>每段最多 %1 个字母，%2 个词元</translation>
    </message>
    <message>
        <source>tensor &quot;%1&quot; is missing, and config.json does not say that the embedding is used for it; if it is, set &quot;tie_word_embeddings&quot;: true there</source>
        <translation>缺少张量“%1”，config.json 也没有说明用嵌入代替；若是如此，请在其中设置 &quot;tie_word_embeddings&quot;: true</translation>
    </message>
    <message>
        <source>%1: the weights are quantized%2, which is not supported; use the model in float32, bfloat16 or float16</source>
        <translation>%1：权重已量化%2，不受支持；请使用 float32、bfloat16 或 float16 的模型</translation>
    </message>
    <message>
        <source>%1: expected an object or null, got %2</source>
        <translation>%1：应为对象或 null，得到 %2</translation>
    </message>
    <message>
        <source>%1: settings for one kind of layer (&quot;%2&quot;) are not supported</source>
        <translation>%1：不支持针对某类层（“%2”）的设置</translation>
    </message>
    <message>
        <source>%1 %2 contradicts %3 %4; remove the wrong one</source>
        <translation>%1 %2 与 %3 %4 矛盾；请删除错误的一项</translation>
    </message>
    <message>
        <source>the rotary scaling &quot;%1&quot; needs %2</source>
        <translation>旋转位置缩放“%1”需要 %2</translation>
    </message>
    <message>
        <source>partial_rotary_factor other than 1 is not supported</source>
        <translation>不支持 1 以外的 partial_rotary_factor</translation>
    </message>
    <message>
        <source>decompressed, it %1</source>
        <translation>解压后：%1</translation>
    </message>
    <message>
        <source>decompressed, its first line has more than %1 bytes; it is not jsonl</source>
        <translation>解压后第一行超过 %1 字节；这不是 jsonl</translation>
    </message>
    <message>
        <source>the disk has no room for what it holds; make some, set XDG_CACHE_HOME to a folder on another disk, or decompress it there yourself</source>
        <translation>磁盘上没有足够空间存放其内容；请腾出空间，把 XDG_CACHE_HOME 设为其他磁盘上的文件夹，或自行在那里解压</translation>
    </message>
    <message>
        <source>decompressed to %1 MB in %2, kept there for the next start; it may be deleted at any time</source>
        <translation>已解压为 %1 MB，存于 %2，供下次启动使用；可随时删除</translation>
    </message>
    <message>
        <source>is a JSON array, not jsonl; write one object a line first (jq -c &apos;.[]&apos;)</source>
        <translation>是 JSON 数组，不是 jsonl；请先写成每行一个对象（jq -c &apos;.[]&apos;）</translation>
    </message>
    <message>
        <source>is JSON over several lines, not jsonl; write one object a line first (jq -c .)</source>
        <translation>是跨多行的 JSON，不是 jsonl；请先写成每行一个对象（jq -c .）</translation>
    </message>
    <message>
        <source>the index of the data&apos;s rows cannot be read any more; start again</source>
        <translation>数据行的索引已无法读取；请重新启动</translation>
    </message>
    <message>
        <source>cannot be written: %1</source>
        <translation>无法写入：%1</translation>
    </message>
    <message>
        <source>there is no such file to go on with; leave out --resume to begin with the first row</source>
        <translation>没有可以继续的此类文件；去掉 --resume 从第一行开始</translation>
    </message>
    <message>
        <source>holds answers of a generation that did not end (%1); go on with them by --resume, or begin anew with --overwrite</source>
        <translation>含有一次未完成生成的答案（%1）；用 --resume 继续，或用 --overwrite 重新开始</translation>
    </message>
    <message>
        <source>another process is writing it; wait for that, or give another --output_file</source>
        <translation>另一个进程正在写入；请等待，或指定其他 --output_file</translation>
    </message>
    <message>
        <source>is missing, and with it what the answers were made from; begin anew with --overwrite</source>
        <translation>缺失，因此不知道答案由何而来；用 --overwrite 重新开始</translation>
    </message>
    <message>
        <source>changed since the answers in %1 were made: %2; undo that, or begin anew with --overwrite</source>
        <translation>自 %1 中的答案生成以来已改变：%2；请撤销，或用 --overwrite 重新开始</translation>
    </message>
    <message>
        <source>holds more answers than the data has rows; begin anew with --overwrite</source>
        <translation>答案比数据行还多；用 --overwrite 重新开始</translation>
    </message>
    <message>
        <source>is gone; the generation goes on when it is there again</source>
        <translation>已不存在；再次出现后生成会继续</translation>
    </message>
    <message>
        <source>going on with the answers in %1: %2 of %3</source>
        <translation>继续 %1 中的答案：%2 / %3</translation>
    </message>
    <message>
        <source>%1 of %2 answers are in %3; --resume goes on with them</source>
        <translation>%3 中有 %1 / %2 个答案；用 --resume 继续</translation>
    </message>
    <message>
        <source>--dtype %1: this CPU does not multiply it, so products are computed in float32; --dtype float32 is faster here</source>
        <translation>--dtype %1：此 CPU 不支持其乘法，因此以 float32 计算乘积；这里用 --dtype float32 更快</translation>
    </message>
    <message>
        <source>has the unusable dtype %1</source>
        <translation>数据类型 %1 不可用</translation>
    </message>
    <message>
        <source>describes more than %1 tensors: not a model</source>
        <translation>描述了超过 %1 个张量：不是模型</translation>
    </message>
    <message>
        <source>the attention of %1 digests to %2 tokens takes %3 GB; inspect a shorter text</source>
        <translation>%1 个摘要向量对 %2 个词元的注意力需要 %3 GB；请检查较短的文本</translation>
    </message>
    <message>
        <source>%1 cannot be computed here on %2; use --dtype float32</source>
        <translation>这里无法在 %2 上计算 %1；请使用 --dtype float32</translation>
    </message>
    <message>
        <source>the computation failed on %1; use --device cpu, or look after its driver</source>
        <translation>在 %1 上计算失败；请使用 --device cpu，或检查其驱动</translation>
    </message>
    <message>
        <source>an operation of LibTorch failed, which it should not; please report it with what the same command prints when TORCH_SHOW_CPP_STACKTRACES=1 is set</source>
        <translation>LibTorch 的某个操作失败了，本不应如此；请报告，并附上设置 TORCH_SHOW_CPP_STACKTRACES=1 时同一命令的输出</translation>
    </message>
    <message>
        <source>cannot be written to: %1: %2; choose another folder</source>
        <translation>无法写入 %1：%2；请选择其他文件夹</translation>
    </message>
    <message>
        <source>a run&apos;s folder: %1; give one of its checkpoints, the folders checkpoint-N in it</source>
        <translation>这是运行的文件夹：%1；请指定其中的某个检查点，即 checkpoint-N 文件夹</translation>
    </message>
    <message>
        <source>%1 was trained on %2; of contexts that are cut otherwise it knows less</source>
        <translation>%1 是用 %2 训练的；对切分方式不同的上下文了解较少</translation>
    </message>
    <message>
        <source>has no effect at temperature 0</source>
        <translation>温度为 0 时无效</translation>
    </message>
    <message>
        <source>a largest gradient norm of 0 changes nothing</source>
        <translation>最大梯度范数为 0 时什么也不会改变</translation>
    </message>
    <message>
        <source>the run ends after %1 steps, before the learning rate is up</source>
        <translation>运行在 %1 步后结束，此时学习率还没有升到位</translation>
    </message>
    <message>
        <source>In brackets, or after ±, the 95 % interval: over examples, or over runs (checkpoints and seeds) where the number of runs has a star.</source>
        <translation>括号内或 ± 之后为 95 % 区间：按样本；运行数带星号处按运行（检查点和种子）。</translation>
    </message>
    <message>
        <source>cannot be opened for writing: %1; choose a folder that may be written</source>
        <translation>无法打开以写入：%1；请选择可写的文件夹</translation>
    </message>
    <message>
        <source>this run has no checkpoint yet; give the folder of another one</source>
        <translation>此运行还没有检查点；请指定其他运行的文件夹</translation>
    </message>
    <message>
        <source>the token &quot;%1&quot; has the id %2, the model has only %3 embeddings; take it out of the text, or use the tokenizer of the model</source>
        <translation>词元“%1”的 id 是 %2，模型只有 %3 个嵌入；请从文本中去掉它，或使用该模型的分词器</translation>
    </message>
    <message>
        <source>added_tokens has an entry without usable &quot;id&quot; and &quot;content&quot;</source>
        <translation>added_tokens 中有一项缺少可用的 &quot;id&quot; 和 &quot;content&quot;</translation>
    </message>
    <message>
        <source>token &quot;%1&quot; has the id %2 here, and %3 in added_tokens.json</source>
        <translation>词元“%1”在这里的 id 是 %2，在 added_tokens.json 中是 %3</translation>
    </message>
    <message>
        <source>extra_special_tokens is neither a list nor an object</source>
        <translation>extra_special_tokens 既不是列表也不是对象</translation>
    </message>
    <message>
        <source>gives the token &quot;%1&quot; the id %2, tokenizer.model beside it does not; they do not belong together</source>
        <translation>给词元“%1”的 id 是 %2，旁边的 tokenizer.model 却不是；两者不匹配</translation>
    </message>
    <message>
        <source>added_tokens is not a list</source>
        <translation>added_tokens 不是列表</translation>
    </message>
    <message>
        <source>manifest.json names &quot;%1&quot;, which is not a plain file name</source>
        <translation>manifest.json 中的“%1”不是普通文件名</translation>
    </message>
    <message>
        <source>%1 is not a tensor</source>
        <translation>%1 不是张量</translation>
    </message>
    <message>
        <source>%1 is missing; this is not a checkpoint of %2</source>
        <translation>缺少 %1；这不是 %2 的检查点</translation>
    </message>
    <message>
        <source>unknown compressor &quot;%1&quot;</source>
        <translation>未知的压缩器“%1”</translation>
    </message>
    <message>
        <source>%1 of %2 layers</source>
        <translation>%2 层中的 %1 层</translation>
    </message>
    <message>
        <source>num_hidden_layers: expected at most %1, got %2</source>
        <translation>num_hidden_layers：最多为 %1，实际为 %2</translation>
    </message>
    <message>
        <source>%1: expected an entry for each of the %2 layers</source>
        <translation>%1：%2 层每层应有一项</translation>
    </message>
    <message>
        <source>layer_types: %1 is not supported; full_attention and sliding_attention are</source>
        <translation>layer_types：不支持 %1；支持 full_attention 和 sliding_attention</translation>
    </message>
    <message>
        <source>layer_types asks for sliding_attention, but no sliding_window is given</source>
        <translation>layer_types 要求 sliding_attention，但没有给出 sliding_window</translation>
    </message>
    <message>
        <source>no_rope_layers: expected 1 for layers with rotary embeddings and 0 for those without, got %1</source>
        <translation>no_rope_layers：带旋转位置编码的层应为 1，不带的应为 0，实际为 %1</translation>
    </message>
    <message>
        <source> (its norms, activation and scaled embeddings differ)</source>
        <translation>（其归一化、激活函数和缩放嵌入不同）</translation>
    </message>
    <message>
        <source> (a multimodal model)</source>
        <translation>（多模态模型）</translation>
    </message>
    <message>
        <source> (a mixture of experts)</source>
        <translation>（混合专家模型）</translation>
    </message>
    <message>
        <source>unsupported model_type %1; language models of the types %2 are supported</source>
        <translation>不支持 model_type %1；支持的语言模型类型：%2</translation>
    </message>
    <message>
        <source>%1: expected a finite number</source>
        <translation>%1：应为有限数</translation>
    </message>
    <message>
        <source>tensor &quot;rope_freqs.weight&quot;: expected %1 numbers in F32</source>
        <translation>张量“rope_freqs.weight”：应为 %1 个 F32 数</translation>
    </message>
    <message>
        <source>tensor &quot;rope_freqs.weight&quot; holds other frequencies than Llama 3&apos;s; this is not supported</source>
        <translation>张量“rope_freqs.weight”中的频率与 Llama 3 的不同；不受支持</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not supported; none, linear and yarn are</source>
        <translation>不支持“%1”；支持 none、linear 和 yarn</translation>
    </message>
    <message>
        <source>general.architecture is missing; choose a GGUF file of a language model</source>
        <translation>缺少 general.architecture；请选择语言模型的 GGUF 文件</translation>
    </message>
    <message>
        <source>general.architecture &quot;%1&quot; is not supported; llama, qwen2, qwen3 and smollm3 are</source>
        <translation>不支持 general.architecture“%1”；支持 llama、qwen2、qwen3 和 smollm3</translation>
    </message>
    <message>
        <source>mixtures of experts are not supported</source>
        <translation>不支持混合专家模型</translation>
    </message>
    <message>
        <source>expected a whole number from 1 on</source>
        <translation>应为不小于 1 的整数</translation>
    </message>
    <message>
        <source>expected a head size from 2 to 65536, got %1</source>
        <translation>头维度应为 2 到 65536，实际为 %1</translation>
    </message>
    <message>
        <source>values of another size than the keys are not supported</source>
        <translation>不支持值与键大小不同</translation>
    </message>
    <message>
        <source>rotary embeddings of a part of each head are not supported</source>
        <translation>不支持只对每个头的一部分使用旋转位置编码</translation>
    </message>
    <message>
        <source>num_hidden_layers: more than %1 layers are not supported</source>
        <translation>num_hidden_layers：不支持超过 %1 层</translation>
    </message>
    <message>
        <source>an IC-Former</source>
        <translation>IC-Former</translation>
    </message>
    <message>
        <source>mean pooling</source>
        <translation>平均池化</translation>
    </message>
    <message>
        <source>no such folder; give the local folder of the model, or a .gguf file</source>
        <translation>没有这个文件夹；请给出模型的本地文件夹或 .gguf 文件</translation>
    </message>
    <message>
        <source>unsupported model_type %1; expected %2</source>
        <translation>不支持 model_type %1；应为 %2</translation>
    </message>
    <message>
        <source>the rotary scaling &quot;yarn&quot; needs a rope_theta greater than 1</source>
        <translation>旋转缩放“yarn”要求 rope_theta 大于 1</translation>
    </message>
    <message>
        <source>a rotary factor of %1 is given, but no rope_type that uses it; linear, dynamic, llama3 and yarn do</source>
        <translation>给出了旋转因子 %1，但没有使用它的 rope_type；linear、dynamic、llama3 和 yarn 会使用</translation>
    </message>
    <message>
        <source>rotary scaling of type &quot;%1&quot; is not supported; linear, dynamic, llama3 and yarn are</source>
        <translation>不支持“%1”类型的旋转缩放；支持 linear、dynamic、llama3 和 yarn</translation>
    </message>
    <message>
        <source>there is no checkpoint to resume from; name a sound one of those passed over with --resume in another --save_path, start from one with --icformer_path there, or anew with --overwrite</source>
        <translation>没有可以继续的检查点；请在其他 --save_path 中用 --resume 指明一个被跳过但完好的检查点，或在那里用 --icformer_path 从某个检查点开始，或用 --overwrite 重新开始</translation>
    </message>
    <message>
        <source>%1. Or begin from %2 in another --save_path, or move the run in %3 to previous-K first with --overwrite</source>
        <translation>%1。或者在其他 --save_path 中从 %2 开始，或先用 --overwrite 把 %3 中的运行移到 previous-K</translation>
    </message>
    <message>
        <source>%1 lines of metrics.jsonl and samples.jsonl were missing or different; they were put back from the checkpoint</source>
        <translation>metrics.jsonl 和 samples.jsonl 有 %1 行缺失或不同；已从检查点恢复</translation>
    </message>
    <message>
        <source>%1: this compressor was fine-tuned with the prompt template &quot;%2&quot; and is asked with &quot;%3&quot;; expect poor answers, or leave --prompt_template out</source>
        <translation>%1：此压缩器用提示模板“%2”微调，却用“%3”提问；回答可能很差，也可不写 --prompt_template</translation>
    </message>
    <message>
        <source>%1 is missing or does not fit config.json beside it</source>
        <translation>%1 缺失或与旁边的 config.json 不符</translation>
    </message>
    <message>
        <source>says no model_type; choose the folder of a language model or of a compressor checkpoint</source>
        <translation>没有 model_type；请选择语言模型或压缩器检查点的文件夹</translation>
    </message>
    <message>
        <source>the folder chosen as language model holds a compressor checkpoint</source>
        <translation>选作语言模型的文件夹中是压缩器检查点</translation>
    </message>
    <message>
        <source>has the unusable %1 &quot;%2&quot;</source>
        <translation>含有无法使用的 %1“%2”</translation>
    </message>
    <message>
        <source>claims %1 %2; at most %3 are read</source>
        <translation>声明 %1 个 %2；最多读取 %3 个</translation>
    </message>
    <message>
        <source>claims %1 %2, more than it has bytes for; it may be cut off: fetch it again</source>
        <translation>声明 %1 个 %2，超过其字节数；可能被截断：请重新获取</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has the unknown metadata type %2</source>
        <translation>“%1”的元数据类型 %2 未知</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has arrays nested deeper than %2</source>
        <translation>“%1”的数组嵌套超过 %2 层</translation>
    </message>
    <message>
        <source>has %1 dimensions; at most %2 are read</source>
        <translation>有 %1 维；最多读取 %2 维</translation>
    </message>
    <message>
        <source>has the unusable dimension %1</source>
        <translation>含有无法使用的维度 %1</translation>
    </message>
    <message>
        <source>has a shape that does not fit its type %1</source>
        <translation>形状与其类型 %1 不符</translation>
    </message>
    <message>
        <source>does not begin at a multiple of the file&apos;s alignment of %1 bytes</source>
        <translation>起始位置不是文件对齐 %1 字节的整数倍</translation>
    </message>
    <message>
        <source>does not begin with &quot;GGUF&quot;: not a GGUF file</source>
        <translation>不以“GGUF”开头：不是 GGUF 文件</translation>
    </message>
    <message>
        <source>is GGUF version %1; versions 2 and 3 are read: convert the model again</source>
        <translation>是 GGUF 版本 %1；可读取版本 2 和 3：请重新转换模型</translation>
    </message>
    <message>
        <source>is a big-endian GGUF file, or damaged; convert the model again on a little-endian machine</source>
        <translation>是大端序 GGUF 文件或已损坏；请在小端序机器上重新转换模型</translation>
    </message>
    <message>
        <source>has the metadata key &quot;%1&quot; twice</source>
        <translation>元数据键“%1”出现两次</translation>
    </message>
    <message>
        <source>general.alignment: expected a power of two up to %1, got %2</source>
        <translation>general.alignment：应为不超过 %1 的 2 的幂，实际为 %2</translation>
    </message>
    <message>
        <source>has the tensor &quot;%1&quot; twice</source>
        <translation>张量“%1”出现两次</translation>
    </message>
    <message>
        <source>%1overlaps the one before it</source>
        <translation>%1与前一个重叠</translation>
    </message>
    <message>
        <source>%1reaches past the end of the file; it may be cut off: fetch it again</source>
        <translation>%1超出文件末尾；文件可能被截断：请重新获取</translation>
    </message>
    <message>
        <source>%1: expected a list of texts</source>
        <translation>%1：应为文本列表</translation>
    </message>
    <message>
        <source>%1: expected a list of numbers</source>
        <translation>%1：应为数字列表</translation>
    </message>
    <message>
        <source>tensor &quot;%1&quot; has %2 rows, which %3 heads of an even size do not make up</source>
        <translation>张量“%1”有 %2 行，与 %3 个偶数大小的头不符</translation>
    </message>
    <message>
        <source>tensor &quot;%1&quot; is a quantized bias, which is not supported</source>
        <translation>张量“%1”是量化的偏置，不受支持</translation>
    </message>
    <message>
        <source>weight_map names &quot;%1&quot;; only %2 files of this folder are read</source>
        <translation>weight_map 中有“%1”；只读取此文件夹中的 %2 文件</translation>
    </message>
    <message>
        <source>holds neither model.safetensors nor model.safetensors.index.json, nor pytorch_model.bin or one .gguf file</source>
        <translation>既没有 model.safetensors 或 model.safetensors.index.json，也没有 pytorch_model.bin 或单个 .gguf 文件</translation>
    </message>
    <message>
        <source>%1 is missing; the %2 may hold another kind of model</source>
        <translation>缺少 %1；%2 可能是另一种模型</translation>
    </message>
    <message>
        <source>%1: expected shape %2, got %3</source>
        <translation>%1：形状应为 %2，实际为 %3</translation>
    </message>
    <message>
        <source>%1 has the unsupported dtype %2; %3</source>
        <translation>%1 的 dtype %2 不受支持；%3</translation>
    </message>
    <message>
        <source>unknown device &quot;%1&quot;; use auto, cpu, cuda, cuda:0 … or mps</source>
        <translation>未知设备“%1”；请使用 auto、cpu、cuda、cuda:0 … 或 mps</translation>
    </message>
    <message>
        <source>this dtype cannot be written to a model file</source>
        <translation>此 dtype 不能写入模型文件</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be in this list; give numbers from %2 to %3, separated by commas</source>
        <translation>此列表中不能有“%1”；请给出 %2 到 %3 的数，用逗号分隔</translation>
    </message>
    <message>
        <source>not a folder: %1; give the folder that holds config.json, or a .gguf file</source>
        <translation>不是文件夹：%1；请给出含 config.json 的文件夹或 .gguf 文件</translation>
    </message>
    <message>
        <source>needed: the folder or GGUF file of the language model</source>
        <translation>需要：语言模型的文件夹或 GGUF 文件</translation>
    </message>
    <message>
        <source>%1 contradicts the checkpoint %2, whose model_type is %3; leave it out, or choose another checkpoint</source>
        <translation>%1 与检查点 %2 矛盾，其 model_type 为 %3；请去掉它，或选择其他检查点</translation>
    </message>
    <message>
        <source>float16 is slow and imprecise on CPUs; use bfloat16 or auto</source>
        <translation>float16 在 CPU 上又慢又不精确；请使用 bfloat16 或 auto</translation>
    </message>
    <message>
        <source>0 leaves only the most likely token: the same as temperature 0</source>
        <translation>0 只保留最可能的词元：与温度 0 相同</translation>
    </message>
    <message>
        <source>has no effect on mean pooling, which has no layers</source>
        <translation>对平均池化不起作用，它没有层</translation>
    </message>
    <message>
        <source>is not an evaluation of this program, or is damaged; choose another folder, or evaluate anew with --overwrite</source>
        <translation>不是本程序的评估，或已损坏；请选择其他文件夹，或用 --overwrite 重新评估</translation>
    </message>
    <message>
        <source>%1 is not an object</source>
        <translation>%1 不是对象</translation>
    </message>
    <message>
        <source>%1 has no usable &quot;%2&quot;</source>
        <translation>%1 没有可用的“%2”</translation>
    </message>
    <message>
        <source>%1 %2 is not supported</source>
        <translation>不支持 %1 %2</translation>
    </message>
    <message>
        <source>holds no model</source>
        <translation>不含模型</translation>
    </message>
    <message>
        <source>has the id %1 with so few tokens</source>
        <translation>词元这么少却有 id %1</translation>
    </message>
    <message>
        <source>splits texts into bytes, or joins bytes to texts, but not both; this is not supported</source>
        <translation>只把文本拆成字节或只把字节合成文本，而非两者兼有；不受支持</translation>
    </message>
    <message>
        <source>nests its steps too deep</source>
        <translation>步骤嵌套过深</translation>
    </message>
    <message>
        <source>has more than %1 steps in a row</source>
        <translation>连续步骤超过 %1 个</translation>
    </message>
    <message>
        <source>token &quot;%1&quot; has no usable id</source>
        <translation>词元“%1”没有可用的 id</translation>
    </message>
    <message>
        <source>added_tokens is not a list of at most %1 tokens</source>
        <translation>added_tokens 不是最多 %1 个词元的列表</translation>
    </message>
    <message>
        <source>post_processor has no single id for &quot;%1&quot;</source>
        <translation>post_processor 对“%1”没有唯一的 id</translation>
    </message>
    <message>
        <source>gives the id %1 to two tokens</source>
        <translation>把 id %1 给了两个词元</translation>
    </message>
    <message>
        <source>has a merge that is not two tokens</source>
        <translation>含有不是两个词元的合并规则</translation>
    </message>
    <message>
        <source>holds &quot;%1&quot; twice</source>
        <translation>“%1”出现两次</translation>
    </message>
    <message>
        <source>tokenizer_config.json names no eos_token, so answers would never end</source>
        <translation>tokenizer_config.json 没有 eos_token，回答将不会结束</translation>
    </message>
    <message>
        <source>the model has no token &quot;%1&quot;, which unknown characters shall become</source>
        <translation>模型没有用于未知字符的词元“%1”</translation>
    </message>
    <message>
        <source>merges &quot;%1&quot; and &quot;%2&quot;, which are not tokens, or make none</source>
        <translation>合并“%1”和“%2”，但它们不是词元或合不成词元</translation>
    </message>
    <message>
        <source>%1: expected the id of one of the %2 tokens</source>
        <translation>%1：应为 %2 个词元之一的 id</translation>
    </message>
    <message>
        <source>tokenizer.ggml.pre &quot;%1&quot; is not supported; gpt-2, smollm, llama-bpe, qwen2 and tekken are</source>
        <translation>不支持 tokenizer.ggml.pre“%1”；支持 gpt-2、smollm、llama-bpe、qwen2 和 tekken</translation>
    </message>
    <message>
        <source>tokenizer.ggml.merges is missing; convert the model again</source>
        <translation>缺少 tokenizer.ggml.merges；请重新转换模型</translation>
    </message>
    <message>
        <source>tokenizer.ggml.merges has a merge that is not two tokens</source>
        <translation>tokenizer.ggml.merges 含有不是两个词元的合并规则</translation>
    </message>
    <message>
        <source>tokenizer.ggml.model is missing; the file holds no tokenizer</source>
        <translation>缺少 tokenizer.ggml.model；文件中没有分词器</translation>
    </message>
    <message>
        <source>tokenizer.ggml.model &quot;%1&quot; is not supported; gpt2 and llama are</source>
        <translation>不支持 tokenizer.ggml.model“%1”；支持 gpt2 和 llama</translation>
    </message>
    <message>
        <source>tokenizer.ggml.tokens: expected 1 to %1 tokens</source>
        <translation>tokenizer.ggml.tokens：应有 1 到 %1 个词元</translation>
    </message>
    <message>
        <source>tokenizer.ggml.token_type has no entry for each token</source>
        <translation>tokenizer.ggml.token_type 没有为每个词元给出一项</translation>
    </message>
    <message>
        <source>token %1 is longer than %2 bytes</source>
        <translation>词元 %1 超过 %2 字节</translation>
    </message>
    <message>
        <source>unknown template &quot;%1&quot;; use %2or a JSON file with &quot;prefix&quot;, &quot;lead&quot; and &quot;postfix&quot;</source>
        <translation>未知模板“%1”；请使用 %2或含 &quot;prefix&quot;、&quot;lead&quot; 和 &quot;postfix&quot; 的 JSON 文件</translation>
    </message>
    <message>
        <source>the prompt template is not an object with &quot;prefix&quot;, &quot;lead&quot; and &quot;postfix&quot;</source>
        <translation>提示模板不是含 &quot;prefix&quot;、&quot;lead&quot; 和 &quot;postfix&quot; 的对象</translation>
    </message>
    <message>
        <source>unusable entry &quot;%1&quot; of the prompt template; it has the texts &quot;prefix&quot;, &quot;lead&quot; and &quot;postfix&quot;, and &quot;bos&quot; (true or false)</source>
        <translation>提示模板中“%1”这一项无法使用；模板含文本 &quot;prefix&quot;、&quot;lead&quot; 和 &quot;postfix&quot;，以及 &quot;bos&quot;（true 或 false）</translation>
    </message>
    <message>
        <source>the prompt template has no &quot;%1&quot;</source>
        <translation>提示模板没有“%1”</translation>
    </message>
    <message>
        <source>the pattern &quot;%1&quot; uses \%2 where it is not supported</source>
        <translation>模式“%1”在不受支持之处使用了 \%2</translation>
    </message>
    <message>
        <source>the pattern &quot;%1&quot; combines character classes, which is not supported</source>
        <translation>模式“%1”组合了字符类，不受支持</translation>
    </message>
    <message>
        <source>holds a pattern of more than %1 bytes, or of no text</source>
        <translation>含有超过 %1 字节或空的模式</translation>
    </message>
    <message>
        <source>the pattern &quot;%1&quot; is not understood</source>
        <translation>无法理解模式“%1”</translation>
    </message>
    <message>
        <source>splitting this text takes too many steps</source>
        <translation>切分此文本需要的步骤过多</translation>
    </message>
    <message>
        <source>holds a pattern that is not supported</source>
        <translation>含有不受支持的模式</translation>
    </message>
    <message>
        <source>holds neither tokenizer.model nor tokenizer.json; choose the folder of a model with one of them</source>
        <translation>既没有 tokenizer.model 也没有 tokenizer.json；请选择含其中之一的模型文件夹</translation>
    </message>
    <message>
        <source>stands where this run writes a checkpoint, and is not its own: %1; move it away</source>
        <translation>位于此运行要写检查点之处，却不属于它：%1；请移走</translation>
    </message>
    <message>
        <source>the language model&apos;s hidden size is not a multiple of its heads; no compressor can be made for it</source>
        <translation>语言模型的隐藏维度不是头数的整数倍；无法为它新建压缩器</translation>
    </message>
    <message>
        <source>no compressor is given (--icformer_path): the language model reads the whole contexts</source>
        <translation>没有给出压缩器（--icformer_path）：语言模型读取完整的上下文</translation>
    </message>
    <message>
        <source>has a row that is not a whole number of blocks of %1</source>
        <translation>每行不是 %1 个一块的整数倍</translation>
    </message>
    <message>
        <source>could not be downloaded (%1); check the network, or download it elsewhere and name the file with --archive</source>
        <translation>无法下载（%1）；请检查网络，或在别处下载并用 --archive 指明文件</translation>
    </message>
    <message>
        <source>downloading needs curl or wget, and neither is installed; install one, or download it elsewhere and name the file with --archive</source>
        <translation>下载需要 curl 或 wget，两者都未安装；请安装其一，或在别处下载并用 --archive 指明文件</translation>
    </message>
    <message>
        <source>is there, but its %1 is missing or another one; move the folder away and start again</source>
        <translation>已存在，但其中的 %1 缺失或不同；请移走该文件夹后重试</translation>
    </message>
    <message>
        <source>cannot be made (%1); choose another folder with --folder</source>
        <translation>无法创建（%1）；请用 --folder 选择其他文件夹</translation>
    </message>
    <message>
        <source>is not the file that is expected: its SHA-256 is %1, not %2</source>
        <translation>不是所需的文件：其 SHA-256 为 %1，而不是 %2</translation>
    </message>
    <message>
        <source>holds another %1 than is expected; report it</source>
        <translation>其中的 %1 与预期不同；请报告</translation>
    </message>
    <message>
        <source>is not a state dict (names with their tensors); save the model again as safetensors</source>
        <translation>不是 state dict（名称及其张量）；请把模型重新保存为 safetensors</translation>
    </message>
    <message>
        <source>has no entry &quot;%1&quot;; fetch the file again</source>
        <translation>没有条目“%1”；请重新获取文件</translation>
    </message>
    <message>
        <source>entry &quot;%1&quot; is damaged; fetch the file again</source>
        <translation>条目“%1”已损坏；请重新获取文件</translation>
    </message>
    <message>
        <source>this program has loaded the CPU build of LibTorch; name the folder of its CUDA build in ICF_CUDA_LIBTORCH (./run --cuda fetches it), or use cpu</source>
        <translation>本程序加载的是 CPU 版 LibTorch；请在 ICF_CUDA_LIBTORCH 中指明 CUDA 版的文件夹（./run --cuda 会获取），或使用 cpu</translation>
    </message>
    <message>
        <source>there is no NVIDIA driver here (libcuda.so.1); install it, or use cpu</source>
        <translation>这里没有 NVIDIA 驱动（libcuda.so.1）；请安装，或使用 cpu</translation>
    </message>
    <message>
        <source>the NVIDIA driver serves CUDA up to %1, and this LibTorch needs %2; update the driver, or use cpu</source>
        <translation>NVIDIA 驱动最高支持 CUDA %1，而此 LibTorch 需要 %2；请更新驱动，或使用 cpu</translation>
    </message>
    <message>
        <source>there is no NVIDIA GPU here that CUDA can use; use cpu</source>
        <translation>这里没有 CUDA 可用的 NVIDIA GPU；请使用 cpu</translation>
    </message>
    <message>
        <source>small gradients vanish in float16, and the loss is not scaled; train in bfloat16 or float32</source>
        <translation>小梯度在 float16 中会消失，且损失没有缩放；请用 bfloat16 或 float32 训练</translation>
    </message>
    <message>
        <source>has no effect without --clip_grad</source>
        <translation>没有 --clip_grad 时不起作用</translation>
    </message>
    <message>
        <source>the run ends after %1 steps, at the end of its epochs; raise --max_epoch for %2</source>
        <translation>运行在 %1 步后随轮次结束；要达到 %2 步请增大 --max_epoch</translation>
    </message>
    <message>
        <source>this MPI cannot be used by a program with threads; use another one</source>
        <translation>此 MPI 不能用于多线程程序；请换一个</translation>
    </message>
    <message>
        <source>cannot be loaded: %1; build or install the program again</source>
        <translation>无法加载：%1；请重新构建或安装程序</translation>
    </message>
    <message>
        <source>is of another version; build or install the program again</source>
        <translation>版本不同；请重新构建或安装程序</translation>
    </message>
    <message>
        <source>the launcher started %1 processes, but MPI connects %2; use the launcher of the MPI that this program was built with, and with srun the option --mpi=pmix</source>
        <translation>启动器启动了 %1 个进程，但 MPI 连接了 %2 个；请使用构建本程序所用 MPI 的启动器，srun 时加 --mpi=pmix</translation>
    </message>
    <message>
        <source>started by an MPI launcher with %1 processes, but this program was built without MPI; build it where Open MPI is installed (Debian: libopenmpi-dev), or start one process</source>
        <translation>由 MPI 启动器以 %1 个进程启动，但本程序构建时没有 MPI；请在装有 Open MPI（Debian：libopenmpi-dev）的环境中构建，或只启动一个进程</translation>
    </message>
    <message>
        <source>process %1 of %2</source>
        <translation>第 %1 个进程，共 %2 个</translation>
    </message>
    <message>
        <source>%1; choose another --save_path</source>
        <translation>%1；请选择其他 --save_path</translation>
    </message>
    <message>
        <source>a run is being written here by %1; wait for it, stop it, or choose another --save_path</source>
        <translation>%1 正在此处写入运行；请等待、停止它，或选择其他 --save_path</translation>
    </message>
    <message>
        <source>is not an answer that the run can have given there: the file is damaged</source>
        <translation>不是运行在那里可能给出的回答：文件已损坏</translation>
    </message>
    <message>
        <source>unknown_options is not a list of options: not a run of this program</source>
        <translation>unknown_options 不是选项列表：不是本程序的运行</translation>
    </message>
    <message>
        <source>cannot be made a folder%1; choose another --save_path</source>
        <translation>无法建为文件夹%1；请选择其他 --save_path</translation>
    </message>
    <message>
        <source>is a file or a link where a checkpoint may be written; move it away, or choose another --save_path</source>
        <translation>是文件或链接，而此处可能要写检查点；请移走它，或选择其他 --save_path</translation>
    </message>
    <message>
        <source>is a checkpoint of no run that is known here; choose another --save_path, or move it to previous-K with --overwrite</source>
        <translation>是不属于此处任何已知运行的检查点；请选择其他 --save_path，或用 --overwrite 把它移到 previous-K</translation>
    </message>
    <message>
        <source>holds a run.json that cannot be read (%1); choose another --save_path, or replace it with --overwrite</source>
        <translation>其中的 run.json 无法读取（%1）；请选择其他 --save_path，或用 --overwrite 替换</translation>
    </message>
    <message>
        <source>holds an unfinished run; continue it with --resume, replace it with --overwrite, or choose another --save_path</source>
        <translation>有一个未完成的运行；请用 --resume 继续、用 --overwrite 替换，或选择其他 --save_path</translation>
    </message>
    <message>
        <source>%1 holds %2, which is not a count: the file is damaged</source>
        <translation>%1 含有 %2，不是计数：文件已损坏</translation>
    </message>
    <message>
        <source>tokenizer.ggml.scores does not hold a number for each token</source>
        <translation>tokenizer.ggml.scores 没有为每个词元给出一个数</translation>
    </message>
    <message>
        <source>tokenizer.ggml.scores has an entry that is not a number</source>
        <translation>tokenizer.ggml.scores 中有一项不是数</translation>
    </message>
    <message>
        <source>no such folder; give a local folder with a language model (hub names are not fetched)</source>
        <translation>没有这个文件夹；请给出含语言模型的本地文件夹（不会从 hub 下载）</translation>
    </message>
    <message>
        <source>%1: tie_word_embeddings is true, but the file has another lm_head.weight; the embedding is used in its place. If lm_head.weight is meant, set &quot;tie_word_embeddings&quot;: false in config.json</source>
        <translation>%1：tie_word_embeddings 为 true，但文件中另有不同的 lm_head.weight；改用嵌入。如果要用 lm_head.weight，请在 config.json 中设置 &quot;tie_word_embeddings&quot;: false</translation>
    </message>
    <message>
        <source>%1 of %2 rows left out: the same text stands in an earlier row</source>
        <translation>%1 行（共 %2 行）被略过：前面的行已有相同文本</translation>
    </message>
    <message>
        <source>%1 of %2 rows left out: Chinese, Japanese or full-width characters in the input</source>
        <translation>%1 行（共 %2 行）被略过：输入中有中文、日文或全角字符</translation>
    </message>
    <message>
        <source>%1 of %2 rows left out: one of the five open-ended prompts, such as &quot;Summarize the above text.&quot;</source>
        <translation>%1 行（共 %2 行）被略过：五种开放式提示之一，例如 &quot;Summarize the above text.&quot;</translation>
    </message>
    <message>
        <source>%1 of %2 rows left out: unusable lines; --strict names and refuses the first</source>
        <translation>%1 行（共 %2 行）被略过：无法使用的行；--strict 会指出并拒绝第一行</translation>
    </message>
    <message>
        <source>--decode_int8: only the CPU decodes in 8 bits; %1 reads the weights as they are</source>
        <translation>--decode_int8：只有 CPU 支持 8 位解码；%1 按原样读取权重</translation>
    </message>
    <message>
        <source>%1 of %2 %3 take more than the %4 positions that the %5 was made for, the longest %6; %7</source>
        <translation>%1 个（共 %2 个，%3）超过模型（%5）所支持的 %4 个位置，最长 %6；%7</translation>
    </message>
    <message>
        <source>%1: %2 is not defined: no reference has %3</source>
        <translation>%1：%2 没有定义：没有参考答案含有 %3</translation>
    </message>
    <message>
        <source>%1: %2 over the %3 of %4 examples whose reference has %5</source>
        <translation>%1：%2 取自 %4 个示例中参考答案含有 %5 的 %3 个</translation>
    </message>
    <message>
        <source>holds no torch/lib/libtorch_cuda.so; name the folder that ./run --cuda filled</source>
        <translation>不含 torch/lib/libtorch_cuda.so；请指定 ./run --cuda 填充的文件夹</translation>
    </message>
    <message>
        <source>is LibTorch %1; this program needs %2</source>
        <translation>是 LibTorch %1；本程序需要 %2</translation>
    </message>
    <message>
        <source>%1 takes %2 GB in %3, and %4 has %5 GB left</source>
        <translation>%1 以 %3 需要 %2 GB，而 %4 只剩 %5 GB</translation>
    </message>
    <message>
        <source>%1; resume it with a smaller --batch_size or with --gradient_checkpointing, or with a smaller --max_seq_len and --allow_changes; other programs on the device take memory too</source>
        <translation>%1；请以更小的 --batch_size 或加 --gradient_checkpointing 继续，或用更小的 --max_seq_len 加 --allow_changes；设备上的其他程序也占用内存</translation>
    </message>
    <message>
        <source>this program has computed on the GPU without it before; start it again, with CUBLAS_WORKSPACE_CONFIG=:4096:8 in its environment</source>
        <translation>本程序此前已在 GPU 上不带该选项计算过；请在环境中设置 CUBLAS_WORKSPACE_CONFIG=:4096:8 后重新启动</translation>
    </message>
    <message>
        <source>an operation of this computation has no deterministic form on %1; leave the option out</source>
        <translation>此计算中的某个操作在 %1 上没有确定性的形式；请去掉该选项</translation>
    </message>
    <message>
        <source>what was to be compared could not be computed</source>
        <translation>要比较的内容无法计算</translation>
    </message>
    <message>
        <source>the shapes differ</source>
        <translation>形状不同</translation>
    </message>
    <message>
        <source>the numbers of tensors differ</source>
        <translation>张量的数目不同</translation>
    </message>
    <message>
        <source>the numbers of rows differ</source>
        <translation>行数不同</translation>
    </message>
    <message>
        <source>the run ended early: %1</source>
        <translation>运行提前结束：%1</translation>
    </message>
    <message>
        <source>there is no checkpoint: the training failed</source>
        <translation>没有检查点：训练失败</translation>
    </message>
    <message>
        <source>interrupted after %1 steps, resumed </source>
        <translation>在 %1 步后中断，继续于</translation>
    </message>
    <message>
        <source>%1: expected a token id or a list of up to %2, got %3</source>
        <translation>%1：应为一个词元标识或最多 %2 个的列表，实际为 %3</translation>
    </message>
    <message>
        <source>%1: at most %2 parts are read, got %3</source>
        <translation>%1：最多读取 %2 个部分，实际为 %3</translation>
    </message>
    <message>
        <source>the parts hold %1 tensors, and split.tensors.count says %2; fetch them again</source>
        <translation>各部分共有 %1 个张量，而 split.tensors.count 为 %2；请重新获取</translation>
    </message>
    <message>
        <source>does not say that it is part %1 of %2; fetch it again</source>
        <translation>未标明自己是第 %1 部分，共 %2 部分；请重新获取</translation>
    </message>
    <message>
        <source>has the tensor &quot;%1&quot;, which another part has too</source>
        <translation>含有张量“%1”，而另一部分中也有</translation>
    </message>
    <message>
        <source>%1 processes work together (%2)</source>
        <translation>%1 个进程共同工作（%2）</translation>
    </message>
    <message>
        <source>--weights %1: only the CPU keeps them so; %2 keeps them in %3</source>
        <translation>--weights %1：只有 CPU 能这样保存权重；%2 以 %3 保存</translation>
    </message>
    <message>
        <source>%1 failed: %2; NCCL_DEBUG=INFO tells more</source>
        <translation>%1 失败：%2；设置 NCCL_DEBUG=INFO 可了解更多</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a port</source>
        <translation>“%1”不是端口</translation>
    </message>
    <message>
        <source>%1 is none of %2 processes</source>
        <translation>%1 不是 %2 个进程中的任何一个</translation>
    </message>
    <message>
        <source>another program uses this store; give another MASTER_PORT</source>
        <translation>另一个程序正在使用此存储；请给出其他 MASTER_PORT</translation>
    </message>
    <message>
        <source>&quot;digests&quot; has a value that no run can have: the file is damaged</source>
        <translation>“digests”的值不可能出现在任何运行中：文件已损坏</translation>
    </message>
    <message>
        <source>the gradient of %1 changed after it was sent; this is a fault of the program</source>
        <translation>%1 的梯度在发送后发生了变化；这是程序的错误</translation>
    </message>
    <message>
        <source>gradients are added up on the host: not every process has a card of its own, or NCCL is not there</source>
        <translation>梯度在主机上相加：不是每个进程都有自己的显卡，或者没有 NCCL</translation>
    </message>
    <message>
        <source>is part %1 of %2 of a model; give the first part</source>
        <translation>是模型的第 %1 部分（共 %2 部分）；请指定第一部分</translation>
    </message>
    <message>
        <source>is the first of %1 parts of a model, whose names must end in -00001-of-00003.gguf and so on; give it its name back</source>
        <translation>是模型 %1 个部分中的第一个，各部分的文件名必须以 -00001-of-00003.gguf 之类结尾；请恢复原来的文件名</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a number</source>
        <translation>“%1”不是数字</translation>
    </message>
    <message>
        <source>is not set, although %1 says that there are %2 processes</source>
        <translation>未设置，而 %1 表示共有 %2 个进程</translation>
    </message>
    <message>
        <source>not all of the %1 processes came to %2 within %3 minutes; see that the address is that of the first one, that the port is free, and that RANK and WORLD_SIZE are right (LibTorch says: %4)</source>
        <translation>%1 个进程未能在 %3 分钟内全部连接到 %2；请检查地址是否为第一个进程的地址、端口是否空闲、RANK 和 WORLD_SIZE 是否正确（LibTorch 的说明：%4）</translation>
    </message>
    <message>
        <source>the store at %1 cannot be reached any more%2; the run can be resumed from its last checkpoint</source>
        <translation>无法再连接到 %1 处的存储%2；运行可以从最后一个检查点继续</translation>
    </message>
    <message>
        <source>%1 has given no sign of life for %2 s; all end, and the run can be resumed from its last checkpoint</source>
        <translation>%1 已有 %2 秒没有响应；所有进程结束，运行可以从最后一个检查点继续</translation>
    </message>
    <message>
        <source>the run has read all of its epochs: there is nothing more to read</source>
        <translation>该运行已读完全部轮次，没有更多可读的数据</translation>
    </message>
</context>
<context>
    <name>EngineText</name>
    <message>
        <source>Resume it</source>
        <translation>继续它</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>替换它</translation>
    </message>
    <message>
        <source>allowing changes, on the command line</source>
        <translation>在命令行中允许改动</translation>
    </message>
    <message>
        <source>“%1”</source>
        <comment>an option by its label</comment>
        <translation>“%1”</translation>
    </message>
</context>
<context>
    <name>Evaluation</name>
    <message>
        <source>Question answering</source>
        <translation>问答</translation>
    </message>
    <message>
        <source>Autoencoding</source>
        <translation>自编码</translation>
    </message>
    <message>
        <source>Randomness ladder</source>
        <translation>随机性阶梯</translation>
    </message>
    <message>
        <source>Needle in a haystack</source>
        <translation>大海捞针</translation>
    </message>
    <message>
        <source>Key-value retrieval</source>
        <translation>键值检索</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>开销</translation>
    </message>
    <message>
        <source>Compressed</source>
        <translation>压缩</translation>
    </message>
    <message>
        <source>Full context</source>
        <translation>完整上下文</translation>
    </message>
    <message>
        <source>No context</source>
        <translation>无上下文</translation>
    </message>
    <message>
        <source>First tokens</source>
        <translation>开头词元</translation>
    </message>
    <message>
        <source>Last tokens</source>
        <translation>结尾词元</translation>
    </message>
    <message>
        <source>First and last tokens</source>
        <translation>首尾词元</translation>
    </message>
    <message>
        <source>Random tokens</source>
        <translation>随机词元</translation>
    </message>
    <message>
        <source>Mean pooling</source>
        <translation>平均池化</translation>
    </message>
    <message>
        <source>Retrieved passages</source>
        <translation>检索段落</translation>
    </message>
    <message>
        <source>Another row&apos;s digest</source>
        <translation>另一行的摘要向量</translation>
    </message>
    <message>
        <source>Value found</source>
        <translation>找到该值</translation>
    </message>
    <message>
        <source>Exact match</source>
        <translation>完全匹配</translation>
    </message>
    <message>
        <source>Token F1</source>
        <translation>词元 F1</translation>
    </message>
    <message>
        <source>Token precision</source>
        <translation>词元精确率</translation>
    </message>
    <message>
        <source>Token recall</source>
        <translation>词元召回率</translation>
    </message>
    <message>
        <source>ROUGE-1 precision</source>
        <translation>ROUGE-1 精确率</translation>
    </message>
    <message>
        <source>ROUGE-1 recall</source>
        <translation>ROUGE-1 召回率</translation>
    </message>
    <message>
        <source>ROUGE-1 F1</source>
        <translation>ROUGE-1 F1</translation>
    </message>
    <message>
        <source>ROUGE-2 precision</source>
        <translation>ROUGE-2 精确率</translation>
    </message>
    <message>
        <source>ROUGE-2 recall</source>
        <translation>ROUGE-2 召回率</translation>
    </message>
    <message>
        <source>ROUGE-2 F1</source>
        <translation>ROUGE-2 F1</translation>
    </message>
    <message>
        <source>ROUGE-L precision</source>
        <translation>ROUGE-L 精确率</translation>
    </message>
    <message>
        <source>ROUGE-L recall</source>
        <translation>ROUGE-L 召回率</translation>
    </message>
    <message>
        <source>ROUGE-L F1</source>
        <translation>ROUGE-L F1</translation>
    </message>
    <message>
        <source>BLEU-4</source>
        <translation>BLEU-4</translation>
    </message>
    <message>
        <source>Edit rate</source>
        <translation>编辑率</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Token accuracy</source>
        <translation>词元准确率</translation>
    </message>
    <message>
        <source>Divergence from full context</source>
        <translation>与完整上下文的散度</translation>
    </message>
    <message>
        <source>Not defined: ROUGE counts words of Latin letters and digits, and the reference has none.</source>
        <translation>未定义：ROUGE 统计由拉丁字母和数字组成的词，而参考答案中没有。</translation>
    </message>
    <message>
        <source>Not defined: BLEU-4 counts runs of four words, and the reference has fewer.</source>
        <translation>未定义：BLEU-4 统计四个词的序列，而参考答案不足四个词。</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 天 %2 小时</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1, GPU %2</source>
        <translation>%1，GPU %2</translation>
    </message>
    <message>
        <source>Mean pooling</source>
        <translation>平均池化</translation>
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
        <translation>演示</translation>
    </message>
    <message>
        <source>Fine-tunes the demo&apos;s start compressor for about a minute on two cores, with held-out questions answered on the way.</source>
        <translation>在两个核心上对演示的初始压缩器微调约一分钟，其间会回答保留的问题。</translation>
    </message>
    <message>
        <source>Paper: pre-train</source>
        <translation>论文：预训练</translation>
    </message>
    <message>
        <source>The settings printed in the paper: AdamW, lr 1e-4, 16 samples a step, norm 2, 9.3k steps, bfloat16, 512 tokens to 128 digests.</source>
        <translation>论文中的设置：AdamW，lr 1e-4，每步 16 个样本，范数 2，9.3k 步，bfloat16，512 个词元压缩为 128 个摘要向量。</translation>
    </message>
    <message>
        <source>The released script differs: 32 samples a step and one epoch instead of a number of steps.</source>
        <translation>发布的脚本不同：每步 32 个样本，训练一个轮次而不是固定步数。</translation>
    </message>
    <message>
        <source>Script: pre-train</source>
        <translation>脚本：预训练</translation>
    </message>
    <message>
        <source>What the authors&apos; pre-training script sets: 32 samples a step, norm 2, one epoch, shuffled, lr 1e-4.</source>
        <translation>作者预训练脚本的设置：每步 32 个样本，范数 2，一个轮次，打乱顺序，lr 1e-4。</translation>
    </message>
    <message>
        <source>The paper differs: 16 samples a step, 9.3k steps.</source>
        <translation>论文不同：每步 16 个样本，9.3k 步。</translation>
    </message>
    <message>
        <source>Paper: fine-tune</source>
        <translation>论文：微调</translation>
    </message>
    <message>
        <source>The settings printed in the paper: AdamW, lr 5e-5, 256 samples a step, norm 2, 7.9k steps, bfloat16; start from a pre-trained checkpoint.</source>
        <translation>论文中的设置：AdamW，lr 5e-5，每步 256 个样本，范数 2，7.9k 步，bfloat16；从预训练的检查点开始。</translation>
    </message>
    <message>
        <source>The released script differs: lr 1e-4, 128 samples a step, norm 1, 3 epochs, sentence averages, 1,024 tokens in chunks of 512, and no checkpoint to start from.</source>
        <translation>发布的脚本不同：lr 1e-4，每步 128 个样本，范数 1，3 个轮次，按样本平均，1,024 个词元按 512 分块，且没有起始检查点。</translation>
    </message>
    <message>
        <source>Script: fine-tune</source>
        <translation>脚本：微调</translation>
    </message>
    <message>
        <source>What the authors&apos; fine-tuning script sets: lr 1e-4, 128 samples a step, norm 1, 3 epochs, sentence averages, 1,024 tokens in chunks of 512.</source>
        <translation>作者微调脚本的设置：lr 1e-4，每步 128 个样本，范数 1，3 个轮次，按样本平均，1,024 个词元按 512 分块。</translation>
    </message>
    <message>
        <source>The paper differs: lr 5e-5, 256 samples a step, norm 2, 7.9k steps, and it starts from a pre-trained checkpoint; the script names none.</source>
        <translation>论文不同：lr 5e-5，每步 256 个样本，范数 2，7.9k 步，并从预训练检查点开始；脚本没有给出检查点。</translation>
    </message>
    <message>
        <source>Smoke test</source>
        <translation>冒烟测试</translation>
    </message>
    <message>
        <source>Three steps of a tiny new compressor: shows in seconds whether model, data and folders work together.</source>
        <translation>用一个极小的新压缩器训练三步：几秒钟内就能看出模型、数据和文件夹是否配合。</translation>
    </message>
    <message>
        <source>Language model</source>
        <translation>语言模型</translation>
    </message>
    <message>
        <source>Compressor checkpoint</source>
        <translation>压缩器检查点</translation>
    </message>
    <message>
        <source>Folder of an IC-Former checkpoint. Empty: a new compressor with random weights.</source>
        <translation>IC-Former 检查点的文件夹。留空：使用随机权重的新压缩器。</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>auto, cpu, cuda, cuda:0 …, or mps.</source>
        <translation>auto、cpu、cuda、cuda:0 ……或 mps。</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程数</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层数</translation>
    </message>
    <message>
        <source>Digests</source>
        <translation>摘要向量</translation>
    </message>
    <message>
        <source>Digest vectors per context (per chunk with chunking) of a new compressor; a loaded checkpoint brings its own.</source>
        <translation>新压缩器中每个上下文（分块时为每块）的摘要向量数；载入的检查点自带此数。</translation>
    </message>
    <message>
        <source>vectors</source>
        <translation>个向量</translation>
    </message>
    <message>
        <source>Longest context</source>
        <translation>最长上下文</translation>
    </message>
    <message>
        <source>Contexts longer than this are cut: pre-training takes a random window, everything else the first tokens.</source>
        <translation>更长的上下文会被截断：预训练取随机窗口，其他任务取开头的词元。</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>个词元</translation>
    </message>
    <message>
        <source>Compress in chunks</source>
        <translation>分块压缩</translation>
    </message>
    <message>
        <source>Cut a long context into equal chunks, compress each and join the digests.</source>
        <translation>把长上下文切成等长的块，分别压缩后把摘要向量连接起来。</translation>
    </message>
    <message>
        <source>Longest chunk</source>
        <translation>最长分块</translation>
    </message>
    <message>
        <source>Largest number of context tokens in one chunk.</source>
        <translation>一个分块中上下文词元的最大数量。</translation>
    </message>
    <message>
        <source>Encode with the language model</source>
        <translation>用语言模型编码</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Passes over the data.</source>
        <translation>遍历数据的次数。</translation>
    </message>
    <message>
        <source>Stop after</source>
        <translation>停止于</translation>
    </message>
    <message>
        <source>Optimizer steps after which the run ends, if the epochs do not end it sooner. 0: no limit.</source>
        <translation>达到此优化步数后运行结束（若轮次未先结束）。0：不限。</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Samples whose gradients make one optimizer step: what is usually called the batch size.</source>
        <translation>其梯度合成一个优化步的样本数：即通常所说的批大小。</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>个样本</translation>
    </message>
    <message>
        <source>Samples computed together. Changes speed and memory, not results.</source>
        <translation>一起计算的样本数。影响速度和内存，不影响结果。</translation>
    </message>
    <message>
        <source>Shuffle</source>
        <translation>打乱顺序</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Seed of the initial weights, the order and the random windows.</source>
        <translation>初始权重、顺序和随机窗口的种子。</translation>
    </message>
    <message>
        <source>Clip gradients</source>
        <translation>裁剪梯度</translation>
    </message>
    <message>
        <source>Scale the gradient down when its norm exceeds the limit.</source>
        <translation>梯度范数超过上限时按比例缩小。</translation>
    </message>
    <message>
        <source>Largest gradient norm</source>
        <translation>最大梯度范数</translation>
    </message>
    <message>
        <source>The limit for clipping.</source>
        <translation>裁剪的上限。</translation>
    </message>
    <message>
        <source>Average over</source>
        <translation>平均方式</translation>
    </message>
    <message>
        <source>token: every label token of a step counts the same; sentence: every sample does.</source>
        <translation>token：一步中的每个标签词元权重相同；sentence：每个样本权重相同。</translation>
    </message>
    <message>
        <source>Weight of cross-entropy</source>
        <translation>交叉熵权重</translation>
    </message>
    <message>
        <source>Fine-tuning loss = alpha · cross-entropy + (1 − alpha) · divergence from the full-context model.</source>
        <translation>微调损失 = alpha · 交叉熵 + (1 − alpha) · 与完整上下文模型的散度。</translation>
    </message>
    <message>
        <source>Longest answer</source>
        <translation>最长回答</translation>
    </message>
    <message>
        <source>Training answers are cut to this many tokens.</source>
        <translation>训练用的回答截断到这么多词元。</translation>
    </message>
    <message>
        <source>Stop at the first unusable line of the data instead of skipping and counting it.</source>
        <translation>遇到第一条不可用的数据行时停止，而不是跳过并计数。</translation>
    </message>
    <message>
        <source>Checkpoint every</source>
        <translation>检查点间隔</translation>
    </message>
    <message>
        <source>Samples between checkpoints, counted in each epoch; one more is written at its end.</source>
        <translation>两个检查点之间的样本数，在每个轮次内计数；轮次结束时再写一个。</translation>
    </message>
    <message>
        <source>Write optimizer.pt</source>
        <translation>写入 optimizer.pt</translation>
    </message>
    <message>
        <source>Also write the optimizer&apos;s state for the Python code. Resuming here does not need it.</source>
        <translation>同时为 Python 代码写入优化器状态。在本程序中恢复运行不需要它。</translation>
    </message>
    <message>
        <source>Write scheduler.pt</source>
        <translation>写入 scheduler.pt</translation>
    </message>
    <message>
        <source>Keep the last</source>
        <translation>保留最近的</translation>
    </message>
    <message>
        <source>Checkpoints kept; older ones of this run are removed after a new one is safe. 0: all.</source>
        <translation>保留的检查点数；新检查点安全写入后会删除本次运行中更旧的。0：全部保留。</translation>
    </message>
    <message>
        <source>checkpoints</source>
        <translation>个检查点</translation>
    </message>
    <message>
        <source>Keep the best</source>
        <translation>保留最佳</translation>
    </message>
    <message>
        <source>Never remove the checkpoint with the lowest validation loss.</source>
        <translation>从不删除验证损失最低的检查点。</translation>
    </message>
    <message>
        <source>Validation data</source>
        <translation>验证数据</translation>
    </message>
    <message>
        <source>Held-out jsonl in the format of the training data. Empty: none.</source>
        <translation>与训练数据格式相同的保留 jsonl。留空：无。</translation>
    </message>
    <message>
        <source>Validate every</source>
        <translation>验证间隔</translation>
    </message>
    <message>
        <source>Validation rows</source>
        <translation>验证行数</translation>
    </message>
    <message>
        <source>Rows used, from the start of the file. 0: all.</source>
        <translation>从文件开头起使用的行数。0：全部。</translation>
    </message>
    <message>
        <source>Shown samples</source>
        <translation>展示的样本</translation>
    </message>
    <message>
        <source>Validation rows for which an answer (or reconstruction) is generated each time.</source>
        <translation>每次验证时生成回答（或重建）的行数。</translation>
    </message>
    <message>
        <source>Stop early after</source>
        <translation>提前停止</translation>
    </message>
    <message>
        <source>Validations without a better loss after which the run ends. 0: never.</source>
        <translation>连续多少次验证没有更好的损失后结束运行。0：从不。</translation>
    </message>
    <message>
        <source>validations</source>
        <translation>次验证</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
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
        <translation>采样种子</translation>
    </message>
    <message>
        <source>Seed of the random choice of tokens.</source>
        <translation>随机选择词元的种子。</translation>
    </message>
    <message>
        <source>Task and data</source>
        <translation>任务与数据</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>pretrain: learn to let the model repeat the text; finetune: learn to let it answer about the text.</source>
        <translation>pretrain：学习让模型复述文本；finetune：学习让模型回答有关文本的问题。</translation>
    </message>
    <message>
        <source>Training data</source>
        <translation>训练数据</translation>
    </message>
    <message>
        <source>jsonl: {&quot;text&quot;} for pre-training, {&quot;input&quot;, &quot;prompt&quot;, &quot;answer&quot;} for fine-tuning.</source>
        <translation>jsonl：预训练为 {&quot;text&quot;}，微调为 {&quot;input&quot;, &quot;prompt&quot;, &quot;answer&quot;}。</translation>
    </message>
    <message>
        <source>Run folder</source>
        <translation>运行文件夹</translation>
    </message>
    <message>
        <source>Folder for checkpoints, curves and the log.</source>
        <translation>存放检查点、曲线和日志的文件夹。</translation>
    </message>
    <message>
        <source>Models and device</source>
        <translation>模型与设备</translation>
    </message>
    <message>
        <source>Compression</source>
        <translation>压缩</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Generation</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Test data</source>
        <translation>测试数据</translation>
    </message>
    <message>
        <source>jsonl with {&quot;input&quot;, &quot;prompt&quot;}; the five open-ended prompts of PwC are left out.</source>
        <translation>含 {&quot;input&quot;, &quot;prompt&quot;} 的 jsonl；不包括 PwC 的五个开放式提示。</translation>
    </message>
    <message>
        <source>Output folder</source>
        <translation>输出文件夹</translation>
    </message>
    <message>
        <source>Folder of the output file; may hold other things.</source>
        <translation>输出文件所在的文件夹；可以含有其他内容。</translation>
    </message>
    <message>
        <source>Output file</source>
        <translation>输出文件</translation>
    </message>
    <message>
        <source>Name of the jsonl file with {&quot;input&quot;, &quot;prompt&quot;, &quot;answer&quot;}; replaced whole.</source>
        <translation>含 {&quot;input&quot;, &quot;prompt&quot;, &quot;answer&quot;} 的 jsonl 文件名；整体替换。</translation>
    </message>
    <message>
        <source>Text file</source>
        <translation>文本文件</translation>
    </message>
    <message>
        <source>Many contexts</source>
        <translation>多个上下文</translation>
    </message>
    <message>
        <source>Instead of a text file: jsonl with {&quot;text&quot;} or {&quot;input&quot;}, one context a line.</source>
        <translation>代替文本文件：含 {&quot;text&quot;} 或 {&quot;input&quot;} 的 jsonl，每行一个上下文。</translation>
    </message>
    <message>
        <source>The safetensors file to write, at this very path.</source>
        <translation>要写入的 safetensors 文件，就在此路径。</translation>
    </message>
    <message>
        <source>Begin with bos</source>
        <translation>以 bos 开头</translation>
    </message>
    <message>
        <source>Put the bos id in front of the context.</source>
        <translation>在上下文之前加上 bos 标识。</translation>
    </message>
    <message>
        <source>Put the bos id in front.</source>
        <translation>在前面加上 bos 标识。</translation>
    </message>
    <message>
        <source>Compressor, forward</source>
        <translation>压缩器，前向</translation>
    </message>
    <message>
        <source>Language model, forward</source>
        <translation>语言模型，前向</translation>
    </message>
    <message>
        <source>Language model, backward</source>
        <translation>语言模型，反向</translation>
    </message>
    <message>
        <source>Compressor, backward</source>
        <translation>压缩器，反向</translation>
    </message>
    <message>
        <source>Full-context teacher</source>
        <translation>完整上下文教师</translation>
    </message>
    <message>
        <source>Encoding by the language model</source>
        <translation>语言模型编码</translation>
    </message>
    <message>
        <source>Compressor</source>
        <translation>压缩器</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>Optimizer moments</source>
        <translation>优化器动量</translation>
    </message>
    <message>
        <source>Activations, language model</source>
        <translation>激活值，语言模型</translation>
    </message>
    <message>
        <source>Activations, compressor</source>
        <translation>激活值，压缩器</translation>
    </message>
    <message>
        <source>Vocabulary scores</source>
        <translation>词表得分</translation>
    </message>
    <message>
        <source>Compressor, copy for computing</source>
        <translation>压缩器，计算用副本</translation>
    </message>
    <message>
        <source>Language model, copies for products</source>
        <translation>语言模型，乘积用副本</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Systems</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>More checkpoints</source>
        <translation>更多检查点</translation>
    </message>
    <message>
        <source>Comma-separated folders of further compressors, compared with the first.</source>
        <translation>以逗号分隔的其他压缩器文件夹，与第一个比较。</translation>
    </message>
    <message>
        <source>Average checkpoints</source>
        <translation>检查点取平均</translation>
    </message>
    <message>
        <source>Treat the checkpoints as repetitions (seeds) of one system: mean and interval instead of one row each.</source>
        <translation>把各检查点视为同一系统的重复（不同种子）：给出均值和区间，而不是各占一行。</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Comma-separated seeds of the drawn rows, the random baselines and the needles.</source>
        <translation>以逗号分隔的种子，用于抽取的行、随机基线和“针”。</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Usable rows of the data to evaluate on. 0: all.</source>
        <translation>用于评估的可用数据行数。0：全部。</translation>
    </message>
    <message>
        <source>Choice of rows</source>
        <translation>行的选取</translation>
    </message>
    <message>
        <source>first: from the start of the file; random: drawn with the seed.</source>
        <translation>first：从文件开头；random：按种子抽取。</translation>
    </message>
    <message>
        <source>Open prompts too</source>
        <translation>包括开放式提示</translation>
    </message>
    <message>
        <source>Keep the five open-ended prompts of PwC (summary, title, …), which the reference leaves out of tests.</source>
        <translation>保留 PwC 的五个开放式提示（摘要、标题等），参考实现在测试中不使用它们。</translation>
    </message>
    <message>
        <source>Context lengths</source>
        <translation>上下文长度</translation>
    </message>
    <message>
        <source>Comma-separated lengths that autoencode and ladder cut contexts to; shorter contexts are left out. 0: whole contexts.</source>
        <translation>以逗号分隔的长度，autoencode 和 ladder 将上下文截断到这些长度；更短的上下文会被略去。0：完整上下文。</translation>
    </message>
    <message>
        <source>Needle: lengths</source>
        <translation>针：长度</translation>
    </message>
    <message>
        <source>Comma-separated context lengths of needle and keyvalue.</source>
        <translation>以逗号分隔的 needle 和 keyvalue 的上下文长度。</translation>
    </message>
    <message>
        <source>Needle: depths</source>
        <translation>针：深度</translation>
    </message>
    <message>
        <source>Needle: ratios</source>
        <translation>针：压缩比</translation>
    </message>
    <message>
        <source>Comma-separated compression ratios, reached by the length of the chunks. Empty: the chunks set below.</source>
        <translation>以逗号分隔的压缩比，通过分块长度实现。留空：使用下面设置的分块。</translation>
    </message>
    <message>
        <source>Needle: samples</source>
        <translation>针：样本数</translation>
    </message>
    <message>
        <source>Samples for each length, depth and ratio.</source>
        <translation>每种长度、深度和压缩比的样本数。</translation>
    </message>
    <message>
        <source>Needle: fact</source>
        <translation>针：事实</translation>
    </message>
    <message>
        <source>Needle: question</source>
        <translation>针：问题</translation>
    </message>
    <message>
        <source>The prompt that asks for the value.</source>
        <translation>询问该值的提示。</translation>
    </message>
    <message>
        <source>Needle: answer</source>
        <translation>针：答案</translation>
    </message>
    <message>
        <source>The answer expected; a right one has to hold the value as a word.</source>
        <translation>期望的答案；正确答案必须以单词形式包含该值。</translation>
    </message>
    <message>
        <source>jsonl with {&quot;input&quot;, &quot;prompt&quot;, &quot;answer&quot;} for qa; {&quot;text&quot;} or {&quot;input&quot;} for the other tasks.</source>
        <translation>qa 用含 {&quot;input&quot;, &quot;prompt&quot;, &quot;answer&quot;} 的 jsonl；其他任务用 {&quot;text&quot;} 或 {&quot;input&quot;}。</translation>
    </message>
    <message>
        <source>Results folder</source>
        <translation>结果文件夹</translation>
    </message>
    <message>
        <source>Replace results</source>
        <translation>替换结果</translation>
    </message>
    <message>
        <source>Start anew where the folder holds another evaluation.</source>
        <translation>文件夹中已有其他评估时重新开始。</translation>
    </message>
    <message>
        <source>Bootstrap resamples</source>
        <translation>自助法重采样数</translation>
    </message>
    <message>
        <source>Resamples of the paired bootstrap between two systems.</source>
        <translation>两个系统之间配对自助法的重采样次数。</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Cost: lengths</source>
        <translation>开销：长度</translation>
    </message>
    <message>
        <source>Comma-separated context lengths of the cost task.</source>
        <translation>以逗号分隔的 cost 任务上下文长度。</translation>
    </message>
    <message>
        <source>Cost: repetitions</source>
        <translation>开销：重复次数</translation>
    </message>
    <message>
        <source>Timed repetitions after one to warm up; the median is given.</source>
        <translation>预热一次后计时的重复次数；给出中位数。</translation>
    </message>
    <message>
        <source>The hidden sentence; {key}, {first} and {value} are replaced by a name, its first word and a number.</source>
        <translation>隐藏的句子；{key}、{first} 和 {value} 分别替换为名称、名称的首个词和数字。</translation>
    </message>
    <message>
        <source>What to measure</source>
        <translation>测量内容</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>工作</translation>
    </message>
    <message>
        <source>Batch sizes</source>
        <translation>批次大小</translation>
    </message>
    <message>
        <source>contexts</source>
        <translation>个上下文</translation>
    </message>
    <message>
        <source>Repetitions</source>
        <translation>重复次数</translation>
    </message>
    <message>
        <source>Timed rounds of each work, after one that is not timed.</source>
        <translation>每项工作的计时轮数，之前有一轮不计时。</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Token ids</source>
        <translation>词元编号</translation>
    </message>
    <message>
        <source>Instead of a text: JSON array of token ids.</source>
        <translation>代替文本：词元编号的 JSON 数组。</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>jsonl file that data opens. Empty: a temporary file of made-up texts.</source>
        <translation>data 所打开的 jsonl 文件。留空：由生成的文本构成的临时文件。</translation>
    </message>
    <message>
        <source>Size of the made-up data</source>
        <translation>生成数据的大小</translation>
    </message>
    <message>
        <source>Size of the temporary file that data opens.</source>
        <translation>data 所打开的临时文件的大小。</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>MB</translation>
    </message>
    <message>
        <source>JSON file for every single time. Empty: none is written.</source>
        <translation>保存每一次时间的 JSON 文件。留空则不写入。</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Instead of random weights: folder of a language model.</source>
        <translation>代替随机权重：语言模型的文件夹。</translation>
    </message>
    <message>
        <source>Its compressor. Empty: random weights, 3 layers, 128 digests.</source>
        <translation>它的压缩器。留空：随机权重，3 层，128 个摘要向量。</translation>
    </message>
    <message>
        <source>Ratios</source>
        <translation>压缩比</translation>
    </message>
    <message>
        <source>Comma-separated compression ratios of qa, autoencode and ladder, reached by the length of the chunks. Empty: the chunks set below.</source>
        <translation>qa、autoencode 和 ladder 的压缩比，用逗号分隔，通过分块长度实现。留空：使用下面设置的分块。</translation>
    </message>
    <message>
        <source>Step size of AdamW; with a schedule, the highest.</source>
        <translation>AdamW 的步长；有调度时为最高值。</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>调度</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>Also write the learning rate&apos;s state for the Python code, when there is a schedule. Resuming here does not need it.</source>
        <translation>有调度时，另为 Python 代码写出学习率的状态。此处继续运行并不需要它。</translation>
    </message>
    <message>
        <source>Optimizer steps between validations; one more ends the run. 0: at the end of each epoch and of the run.</source>
        <translation>两次验证之间的优化步数；运行结束时再验证一次。0：在每轮和运行结束时。</translation>
    </message>
    <message>
        <source>Line numbers</source>
        <translation>行号</translation>
    </message>
    <message>
        <source>Also write which line of the data each answer belongs to, as {&quot;line&quot;}: rows may be left out.</source>
        <translation>同时写出每个答案属于数据的哪一行，即 {&quot;line&quot;}：有些行可能被略过。</translation>
    </message>
    <message>
        <source>File whose bytes are the context (UTF-8; only a byte-order mark is dropped); nothing is trimmed or cut.</source>
        <translation>以其字节作为上下文的文件（UTF-8；只去掉字节顺序标记）；不做任何裁剪。</translation>
    </message>
    <message>
        <source>Comma-separated numbers of contexts compressed together; batches of more than 131,072 tokens are left out.</source>
        <translation>一起压缩的上下文数量，用逗号分隔；超过 131,072 个词元的批次会略过。</translation>
    </message>
    <message>
        <source>Text file that contexts are taken from, so that tokens repeat as in real use. Empty: the text of this program&apos;s licence.</source>
        <translation>取上下文的文本文件，使词元像实际使用时那样重复。空：本程序许可证的文本。</translation>
    </message>
    <message>
        <source>dtype of the computation. auto: bfloat16 where the device computes it natively, else float32. The compressor&apos;s trained weights are always kept in float32.</source>
        <translation>计算所用的 dtype。auto：设备原生支持时用 bfloat16，否则用 float32。压缩器训练的权重始终保存为 float32。</translation>
    </message>
    <message>
        <source>CPU threads for the computation. 0: one per core.</source>
        <translation>计算所用的 CPU 线程数。0：每核一个。</translation>
    </message>
    <message>
        <source>Prompt template</source>
        <translation>提示模板</translation>
    </message>
    <message>
        <source>Words around context and prompt: llama2 (the published ones), chatml, llama3, qwen3, mistral, plain, or a JSON file with prefix, lead and postfix. Empty: the compressor&apos;s, else the language model&apos;s.</source>
        <translation>上下文和提示周围的文本：llama2（论文所用）、chatml、llama3、qwen3、mistral、plain，或含 prefix、lead 和 postfix 的 JSON 文件。空：压缩器的模板，否则语言模型的模板。</translation>
    </message>
    <message>
        <source>Generate answers with the language model&apos;s weights quantized to 8 bits: faster on a CPU, but answers may change a little. Prompts are read with the original weights.</source>
        <translation>用量化为 8 位的语言模型权重生成回答：在 CPU 上更快，但回答可能略有变化。提示仍用原始权重读取。</translation>
    </message>
    <message>
        <source>Feed the compressor the language model&apos;s last hidden states instead of token embeddings. Slower; the paper&apos;s main results do not use it.</source>
        <translation>向压缩器输入语言模型最后一层的隐藏状态，而不是词元嵌入。更慢；论文的主要结果未使用。</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>icformer: the In-Context Former; mean_pooling: means of neighbouring embeddings and a linear map. auto: what the checkpoint is, and an icformer where a new compressor is made.</source>
        <translation>icformer：In-Context Former；mean_pooling：相邻嵌入的均值加一个线性映射。auto：与检查点相同，新建压缩器时为 icformer。</translation>
    </message>
    <message>
        <source>Layers of a new icformer; a loaded checkpoint brings its own.</source>
        <translation>新 icformer 的层数；加载的检查点自带层数。</translation>
    </message>
    <message>
        <source>constant: the same rate throughout; linear, cosine: decays to 0 by the end of the run.</source>
        <translation>constant：始终相同；linear、cosine：到运行结束时降为 0。</translation>
    </message>
    <message>
        <source>Optimizer steps over which the rate rises linearly from 0, whatever the schedule.</source>
        <translation>学习率从 0 线性上升所用的优化步数，与调度方式无关。</translation>
    </message>
    <message>
        <source>Decay fraction</source>
        <translation>衰减比例</translation>
    </message>
    <message>
        <source>Fraction of the steps after the warm-up over which a linear or cosine rate decays; it is constant until then.</source>
        <translation>预热之后线性或余弦学习率衰减所占步数的比例；此前保持不变。</translation>
    </message>
    <message>
        <source>Shuffle the data anew in each epoch.</source>
        <translation>每个轮次重新打乱数据。</translation>
    </message>
    <message>
        <source>Largest number of tokens to generate.</source>
        <translation>最多生成的词元数。</translation>
    </message>
    <message>
        <source>0: always the most likely token; higher: more random.</source>
        <translation>0：总是取最可能的词元；越大越随机。</translation>
    </message>
    <message>
        <source>Sample only from the most likely tokens whose probabilities add up to this.</source>
        <translation>只从概率之和达到此值的最可能词元中采样。</translation>
    </message>
    <message>
        <source>Sample only from this many of the most likely tokens. 0: all.</source>
        <translation>只从这么多个最可能的词元中采样。0：全部。</translation>
    </message>
    <message>
        <source>Folder with the tokenizer.model or tokenizer.json.</source>
        <translation>含 tokenizer.model 或 tokenizer.json 的文件夹。</translation>
    </message>
    <message>
        <source>Comma-separated positions of the fact, from 0 (start) to 1 (end).</source>
        <translation>事实的位置，从 0（开头）到 1（结尾），用逗号分隔。</translation>
    </message>
    <message>
        <source>Folder of the results. An interrupted evaluation with the same settings continues where it stopped.</source>
        <translation>结果的文件夹。以相同设置中断的评估会从停下之处继续。</translation>
    </message>
    <message>
        <source>one per core</source>
        <translation>每核一个</translation>
    </message>
    <message>
        <source>Folder of the frozen language model, or its GGUF file: Llama, Mistral, Qwen, SmolLM and others like them.</source>
        <translation>冻结的语言模型的文件夹或其 GGUF 文件：Llama、Mistral、Qwen、SmolLM 等。</translation>
    </message>
    <message>
        <source>8-bit decoding</source>
        <translation>8 位解码</translation>
    </message>
    <message>
        <source>Micro-batch size</source>
        <translation>微批次大小</translation>
    </message>
    <message>
        <source>Stop at invalid rows</source>
        <translation>遇到无效行时停止</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Batch size per step</source>
        <translation>每步批次大小</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>once an epoch</source>
        <translation>每轮次一次</translation>
    </message>
    <message>
        <source>Comma-separated lengths that compress and read are measured at.</source>
        <translation>以逗号分隔的长度，在这些长度下测量 compress 和 read。</translation>
    </message>
    <message>
        <source>Samples of a training step</source>
        <translation>每个训练步的样本数</translation>
    </message>
    <message>
        <source>Contexts of 512 tokens that train reads together.</source>
        <translation>train 一起读取的 512 词元上下文的数目。</translation>
    </message>
    <message>
        <source>Recompute activations</source>
        <translation>重新计算激活值</translation>
    </message>
    <message>
        <source>train computes each layer of the language model again in the backward pass, as with this option of pretrain.</source>
        <translation>train 在反向传播时重新计算语言模型的每一层，与 pretrain 的同名选项相同。</translation>
    </message>
    <message>
        <source>Sizes of models with random weights, which take as long as trained ones. llama-2-7b: the compressor only; llama-2-7b-whole and llama-3-8b: the language model too, 14 and 16 GB in bfloat16.</source>
        <translation>随机权重模型的规格，耗时与训练过的模型相同。llama-2-7b：仅压缩器；llama-2-7b-whole 和 llama-3-8b：还包括语言模型，以 bfloat16 分别为 14 和 16 GB。</translation>
    </message>
    <message>
        <source>Language model, recomputed</source>
        <translation>语言模型，重新计算</translation>
    </message>
    <message>
        <source>Deterministic</source>
        <translation>确定性</translation>
    </message>
    <message>
        <source>On a GPU, only use algorithms that give the same bits every time, so that a resumed run ends as if it had not been stopped; slower. On a CPU this always holds.</source>
        <translation>在 GPU 上只使用每次都给出相同比特的算法，使继续的运行与从未停止时结果相同；较慢。在 CPU 上始终如此。</translation>
    </message>
    <message>
        <source>Compute each layer of the language model again in the backward pass in place of keeping what it computed: far less memory, up to half more time, the same results.</source>
        <translation>在反向传播时重新计算语言模型的每一层，而不保存其中间值：占用内存少得多，耗时最多增加一半，结果相同。</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>What is measured.</source>
        <translation>要测量的内容。</translation>
    </message>
    <message>
        <source>Weights in memory</source>
        <translation>内存中的权重</translation>
    </message>
    <message>
        <source>How a CPU keeps the frozen language model&apos;s matrices. auto: those of a quantized GGUF file as they are, others in the precision above. dtype: all in that precision. int8, int4: rounded to 8 or 4 bits for each weight; less memory and faster answers, but results change a little.</source>
        <translation>CPU 保存冻结的语言模型矩阵的方式。auto：量化 GGUF 文件中的矩阵保持原样，其他使用上面的精度。dtype：全部使用该精度。int8、int4：每个权重舍入为 8 或 4 位；占用内存更少，回答更快，但结果略有变化。</translation>
    </message>
    <message>
        <source>What is asked of the systems.</source>
        <translation>要求各系统完成的任务。</translation>
    </message>
    <message>
        <source>What the language model reads in place of the context: the digests, and baselines to compare them with.</source>
        <translation>语言模型代替上下文读取的内容：摘要向量，以及与之比较的基线。</translation>
    </message>
</context>
<context>
    <name>Progress</name>
    <message>
        <source>Compressing %1 tokens</source>
        <translation>正在压缩 %1 个词元</translation>
    </message>
    <message>
        <source>Reading %1 tokens</source>
        <translation>正在读取 %1 个词元</translation>
    </message>
    <message>
        <source>Writing token after token</source>
        <translation>正在逐个写出词元</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation>大约还需 %1</translation>
    </message>
    <message>
        <source>Longer than the %1 tokens that the model was made for: slow, and the answer will mean little.</source>
        <translation>超过模型设计的 %1 个词元：速度慢，答案意义不大。</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>正在打开</translation>
    </message>
</context>
<context>
    <name>RunCheckpoints</name>
    <message>
        <source>%1 · step %2</source>
        <comment>run and step</comment>
        <translation>%1 · 第 %2 步</translation>
    </message>
</context>
<context>
    <name>RunColumns</name>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>pre-train</source>
        <translation>预训练</translation>
    </message>
    <message>
        <source>fine-tune</source>
        <translation>微调</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Last loss</source>
        <translation>最近损失</translation>
    </message>
    <message>
        <source>Training loss of the last step</source>
        <translation>最后一步的训练损失</translation>
    </message>
    <message>
        <source>Best validation</source>
        <translation>最佳验证</translation>
    </message>
    <message>
        <source>Lowest loss on the held-out rows</source>
        <translation>在保留的行上的最低损失</translation>
    </message>
    <message>
        <source>Last validation</source>
        <translation>最近验证</translation>
    </message>
    <message>
        <source>Loss on the held-out rows at the last validation</source>
        <translation>最近一次验证时在保留的行上的损失</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Validation accuracy: share of the label tokens that are the likeliest under teacher forcing, at the last validation</source>
        <translation>验证准确率：最近一次验证时，在教师强制下属于最可能词元的标签词元所占的比例</translation>
    </message>
    <message>
        <source>Diagonality</source>
        <translation>对角性</translation>
    </message>
    <message>
        <source>Share of each digest&apos;s attention that falls on its own stretch of the context, at the last validation</source>
        <translation>最近一次验证时，每个摘要向量的注意力落在上下文中与其对应一段的比例</translation>
    </message>
    <message>
        <source>EM</source>
        <translation>EM</translation>
    </message>
    <message>
        <source>Exact match of the answers, from the newest evaluation of one of the run&apos;s checkpoints</source>
        <translation>回答的完全匹配，取自对该运行某个检查点的最新评估</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>F1 over the words of the answers, from the newest evaluation of one of the run&apos;s checkpoints</source>
        <translation>按回答中的词计算的 F1，取自对该运行某个检查点的最新评估</translation>
    </message>
    <message>
        <source>ROUGE-L</source>
        <translation>ROUGE-L</translation>
    </message>
    <message>
        <source>ROUGE-L F1 of the answers, from the newest evaluation of one of the run&apos;s checkpoints</source>
        <translation>回答的 ROUGE-L F1，取自对该运行某个检查点的最新评估</translation>
    </message>
    <message>
        <source>BLEU</source>
        <translation>BLEU</translation>
    </message>
    <message>
        <source>BLEU of the reconstructions, from the newest evaluation of one of the run&apos;s checkpoints</source>
        <translation>重建的 BLEU，取自对该运行某个检查点的最新评估</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>压缩比</translation>
    </message>
    <message>
        <source>Realised ratio: context tokens read per digest made, until the last checkpoint.  Short contexts and the last chunks make it differ from what the options say</source>
        <translation>实际压缩比：到最后一个检查点为止，每生成一个摘要向量所读取的上下文词元数。由于较短的上下文和末尾的分块，它与选项所设的不同</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Context tokens read</source>
        <translation>已读取的上下文词元</translation>
    </message>
    <message>
        <source>Tokens/s</source>
        <translation>词元/秒</translation>
    </message>
    <message>
        <source>Context tokens read in a second of training, over the whole run</source>
        <translation>整个运行中，训练每秒读取的上下文词元数</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Time spent training, pauses left out</source>
        <translation>训练所用的时间，不含暂停</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Of the run&apos;s folder</source>
        <translation>运行文件夹的大小</translation>
    </message>
    <message>
        <source>Peak memory</source>
        <translation>内存峰值</translation>
    </message>
    <message>
        <source>The most memory that the program held while the run went on, above what it held when the run began</source>
        <translation>运行期间程序占用的最大内存，超出运行开始时已占用的部分</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>What the run was computed on</source>
        <translation>运行所用的计算设备</translation>
    </message>
    <message>
        <source>Dtype</source>
        <translation>dtype</translation>
    </message>
    <message>
        <source>What auto became</source>
        <translation>auto 实际采用的 dtype</translation>
    </message>
</context>
<context>
    <name>icf::ui::AboutDialog</name>
    <message>
        <source>About IC-Former Studio</source>
        <translation>关于 IC-Former Studio</translation>
    </message>
    <message>
        <source>IC-Former Studio</source>
        <translation>IC-Former Studio</translation>
    </message>
    <message>
        <source>A workbench for context compression with the In-Context Former: train a compressor, watch it learn, and compare answers from digests with answers from the full text. Nothing leaves this computer.</source>
        <translation>基于 In-Context Former 的上下文压缩工作台：训练压缩器，观察其学习过程，并比较来自摘要向量与来自完整文本的回答。任何数据都不会离开本机。</translation>
    </message>
    <message>
        <source>Component</source>
        <translation>组件</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Components</source>
        <translation>组件</translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation>复制版本信息</translation>
    </message>
    <message>
        <source>Licence texts</source>
        <translation>许可证文本</translation>
    </message>
</context>
<context>
    <name>icf::ui::AccuracyPlot</name>
    <message>
        <source>Position in the context (tokens)</source>
        <translation>在上下文中的位置（词元）</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>probability of the right token</source>
        <translation>正确词元的概率</translation>
    </message>
    <message>
        <source>its mean over 7 tokens</source>
        <translation>其 7 个词元的平均</translation>
    </message>
    <message>
        <source>free-running right, mean over 7 tokens</source>
        <translation>自由生成正确率，7 个词元的平均</translation>
    </message>
    <message>
        <source>Accuracy by position</source>
        <translation>按位置的准确率</translation>
    </message>
    <message>
        <source>The table of the reconstruction holds the same values.</source>
        <translation>重建表中含有相同的数值。</translation>
    </message>
</context>
<context>
    <name>icf::ui::AnswerBoard</name>
    <message>
        <source>the reference</source>
        <translation>参考答案</translation>
    </message>
    <message>
        <source>the full-context answer</source>
        <translation>完整上下文的回答</translation>
    </message>
    <message>
        <source>the other answer</source>
        <translation>另一个回答</translation>
    </message>
</context>
<context>
    <name>icf::ui::AnswerColumn</name>
    <message>
        <source>Reads no context</source>
        <translation>不读取上下文</translation>
    </message>
    <message>
        <source>Reads all %1 tokens</source>
        <translation>读取全部 %1 个词元</translation>
    </message>
    <message>
        <source>Reads %1 digests for %2 tokens</source>
        <translation>以 %1 个摘要向量代替 %2 个词元</translation>
    </message>
    <message>
        <source>Reads %1 vectors for %2 tokens</source>
        <translation>以 %1 个向量代替 %2 个词元</translation>
    </message>
    <message>
        <source>Reads %1 of %2 tokens</source>
        <translation>读取 %2 个词元中的 %1 个</translation>
    </message>
    <message>
        <source>Waits for its turn</source>
        <translation>等待轮到</translation>
    </message>
    <message>
        <source>Answering…</source>
        <translation>正在回答…</translation>
    </message>
    <message>
        <source>The answer is empty.</source>
        <translation>回答为空。</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Digests kept from the last question</source>
        <translation>沿用上一个问题的摘要向量</translation>
    </message>
    <message>
        <source>Same words as %1</source>
        <translation>与%1用词相同</translation>
    </message>
    <message numerus="yes">
        <source>%n word(s) differ from %1</source>
        <translation>
            <numerusform>有 %n 个词与%1不同</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n word(s) differ from %1, %2 missing</source>
        <translation>
            <numerusform>有 %n 个词与%1不同，缺少 %2 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>压缩比</translation>
    </message>
    <message>
        <source>Compress</source>
        <translation>压缩</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>沿用</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>首个词元</translation>
    </message>
    <message>
        <source>Decode</source>
        <translation>解码</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>%1 tokens/s</source>
        <translation>%1 词元/秒</translation>
    </message>
    <message>
        <source>KV cache</source>
        <translation>KV 缓存</translation>
    </message>
    <message>
        <source>Exact match</source>
        <translation>完全匹配</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
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
        <translation>精确率 %1，召回率 %2</translation>
    </message>
    <message>
        <source>Answer %1</source>
        <translation>回答 %1</translation>
    </message>
    <message>
        <source>Stop this column</source>
        <translation>停止此列</translation>
    </message>
    <message>
        <source>Remove this column</source>
        <translation>移除此列</translation>
    </message>
    <message>
        <source>The answer appears here.</source>
        <translation>回答将显示在这里。</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message numerus="yes">
        <source>Stopped at the %n-token limit</source>
        <translation>
            <numerusform>已达 %n 个词元的上限而停止</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>chunks of %n token(s)</source>
        <translation>
            <numerusform>每块 %n 个词元</numerusform>
        </translation>
    </message>
    <message>
        <source>no chunks</source>
        <translation>不分块</translation>
    </message>
    <message>
        <source>Context kept from the last question</source>
        <translation>沿用上一个问题的上下文</translation>
    </message>
    <message>
        <source>Show what the digests still know of the context</source>
        <translation>显示摘要向量还保留了上下文的哪些内容</translation>
    </message>
    <message>
        <source>Read context</source>
        <translation>读取上下文</translation>
    </message>
</context>
<context>
    <name>icf::ui::AttentionPanel</name>
    <message>
        <source>Mean of layers</source>
        <translation>各层平均</translation>
    </message>
    <message>
        <source>Layer %1</source>
        <translation>第 %1 层</translation>
    </message>
    <message>
        <source>Mean of heads</source>
        <translation>各头平均</translation>
    </message>
    <message>
        <source>Head %1</source>
        <translation>第 %1 头</translation>
    </message>
    <message>
        <source>%1 digests over %2 tokens. Point at a cell, or move with the arrow keys.</source>
        <translation>%1 个摘要向量，%2 个词元。指向单元格，或用方向键移动。</translation>
    </message>
    <message>
        <source>&amp;Layer</source>
        <translation>层(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Head</source>
        <translation>头(&amp;H)</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>头</translation>
    </message>
    <message>
        <source>Larger cells (+)</source>
        <translation>放大单元格 (+)</translation>
    </message>
    <message>
        <source>Smaller cells (−)</source>
        <translation>缩小单元格 (−)</translation>
    </message>
    <message>
        <source>Fit the width (0)</source>
        <translation>适应宽度 (0)</translation>
    </message>
    <message>
        <source>Attention of each digest over the context</source>
        <translation>每个摘要向量对上下文的注意力</translation>
    </message>
    <message>
        <source>Digests</source>
        <translation>摘要向量</translation>
    </message>
    <message numerus="yes">
        <source>%n vector(s). This compressor has no attention: see the nearest tokens and the reconstruction.</source>
        <translation>
            <numerusform>%n 个向量。此压缩器没有注意力：请看最近的词元和重建。</numerusform>
        </translation>
    </message>
    <message>
        <source>Normalize each row</source>
        <translation>逐行归一化</translation>
    </message>
    <message>
        <source>Colour each digest&apos;s row up to its own largest weight, not to the largest of all</source>
        <translation>每个摘要向量的行按其自身的最大权重着色，而不是按全部的最大权重</translation>
    </message>
    <message>
        <source>Attention weight</source>
        <translation>注意力权重</translation>
    </message>
    <message>
        <source>largest of the row</source>
        <translation>该行最大值</translation>
    </message>
    <message>
        <source>The context, tinted by what the digests still know</source>
        <translation>按摘要向量保留的内容着色的上下文</translation>
    </message>
    <message>
        <source>Reading the context back from its digests…</source>
        <translation>正在从摘要向量还原上下文…</translation>
    </message>
    <message>
        <source>Probability when read back</source>
        <translation>还原时的概率</translation>
    </message>
    <message>
        <source>Of each token, given the right ones before it. Underlined: another token is likelier.</source>
        <translation>各词元在给定其前面的正确词元时的概率。下划线：另有更可能的词元。</translation>
    </message>
    <message>
        <source>The context was not read back from its digests.</source>
        <translation>未从摘要向量读回上下文。</translation>
    </message>
</context>
<context>
    <name>icf::ui::BenchPage</name>
    <message>
        <source>Bench</source>
        <translation>基准测试</translation>
    </message>
    <message>
        <source>Measure how fast this machine compresses, trains and answers</source>
        <translation>测量本机压缩、训练和回答的速度</translation>
    </message>
    <message>
        <source>Cannot start:</source>
        <translation>无法开始：</translation>
    </message>
    <message>
        <source>Waiting for the training to end</source>
        <translation>等待训练结束</translation>
    </message>
    <message>
        <source>Opening the models</source>
        <translation>正在打开模型</translation>
    </message>
    <message numerus="yes">
        <source>%n thread(s)</source>
        <translation>
            <numerusform>%n 个线程</numerusform>
        </translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>测量完成</translation>
    </message>
    <message>
        <source>Export the benchmark</source>
        <translation>导出基准测试</translation>
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
        <translation>已写入 %1</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
    <message>
        <source>Show the advanced options too</source>
        <translation>同时显示高级选项</translation>
    </message>
    <message>
        <source>Command line of these options</source>
        <translation>这些选项的命令行</translation>
    </message>
    <message>
        <source>Copy the command line</source>
        <translation>复制命令行</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Measure each work several times; close other programs for steady figures</source>
        <translation>每项工作测量多次；请关闭其他程序以获得稳定的数值</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
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
        <translation>基准测试进度</translation>
    </message>
    <message>
        <source>Benchmark</source>
        <translation>基准测试结果</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Choose what to measure and press Measure: the median of each work, its spread and its rate appear here.</source>
        <translation>选择要测量的内容并按“测量”：此处将显示每项工作的中位数、离散程度和速率。</translation>
    </message>
    <message>
        <source>With the demo&apos;s models it takes about a minute.</source>
        <translation>使用演示的模型大约需要一分钟。</translation>
    </message>
</context>
<context>
    <name>icf::ui::BenchTable</name>
    <message>
        <source>Opening the models</source>
        <translation>正在打开模型</translation>
    </message>
    <message>
        <source>Decode, 8-bit: left out, as only the CPU does it</source>
        <translation>解码，8 位：略去，仅 CPU 支持</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/秒</translation>
    </message>
    <message>
        <source>%1 samples/s</source>
        <translation>%1 样本/秒</translation>
    </message>
    <message>
        <source>%1 tokens/s</source>
        <translation>%1 词元/秒</translation>
    </message>
    <message>
        <source>What is measured</source>
        <translation>测量的内容</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>工作</translation>
    </message>
    <message>
        <source>Tokens of each context</source>
        <translation>每个上下文的词元数</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Contexts at a time</source>
        <translation>同时处理的上下文数</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Median of the timed rounds</source>
        <translation>计时各轮的中位数</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>Range of the middle half of the rounds, as a share of the median</source>
        <translation>中间一半各轮的范围，占中位数的比例</translation>
    </message>
    <message>
        <source>Spread</source>
        <translation>离散程度</translation>
    </message>
    <message>
        <source>What goes through in a second at the median</source>
        <translation>按中位数每秒处理的数量</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>Most memory that the whole program held during the work</source>
        <translation>工作期间整个程序占用的最大内存</translation>
    </message>
    <message>
        <source>Peak memory</source>
        <translation>内存峰值</translation>
    </message>
    <message>
        <source>Different tokens among the contexts: fewer are faster</source>
        <translation>上下文中不同词元的数量：越少越快</translation>
    </message>
    <message>
        <source>Different tokens</source>
        <translation>不同词元</translation>
    </message>
    <message>
        <source>Compress</source>
        <translation>压缩</translation>
    </message>
    <message>
        <source>without the token table</source>
        <translation>不用词元表</translation>
    </message>
    <message>
        <source>with the token table</source>
        <translation>使用词元表</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>a step of pre-training</source>
        <translation>预训练一步</translation>
    </message>
    <message>
        <source>Prefill</source>
        <translation>预填充</translation>
    </message>
    <message>
        <source>full context</source>
        <translation>完整上下文</translation>
    </message>
    <message>
        <source>Decode</source>
        <translation>解码</translation>
    </message>
    <message>
        <source>Decode, 8-bit</source>
        <translation>解码，8 位</translation>
    </message>
    <message>
        <source>after 160 tokens</source>
        <translation>160 个词元之后</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>首个词元</translation>
    </message>
    <message>
        <source>compress and read digests</source>
        <translation>压缩并读取摘要向量</translation>
    </message>
    <message>
        <source>read the full context</source>
        <translation>读取完整上下文</translation>
    </message>
    <message>
        <source>Load the models</source>
        <translation>加载模型</translation>
    </message>
    <message>
        <source>from the disk&apos;s cache</source>
        <translation>从磁盘缓存</translation>
    </message>
    <message>
        <source>Open the data</source>
        <translation>打开数据</translation>
    </message>
    <message>
        <source>Read as ICAE</source>
        <translation>像 ICAE 那样读取</translation>
    </message>
    <message>
        <source>chunks and digests</source>
        <translation>分块与摘要</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 个词元</translation>
    </message>
</context>
<context>
    <name>icf::ui::CheckpointStepper</name>
    <message>
        <source>Checkpoint %1 of %2</source>
        <translation>第 %1 个检查点，共 %2 个</translation>
    </message>
    <message>
        <source>The run&apos;s checkpoint before this one</source>
        <translation>此运行的上一个检查点</translation>
    </message>
    <message>
        <source>The run&apos;s next checkpoint</source>
        <translation>此运行的下一个检查点</translation>
    </message>
    <message>
        <source>Step %1 · %2 of %3</source>
        <translation>第 %1 步 · %2 / %3</translation>
    </message>
</context>
<context>
    <name>icf::ui::CheckpointTable</name>
    <message>
        <source>%1 (best validation)</source>
        <translation>%1（最佳验证）</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation>验证损失</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>写入时间</translation>
    </message>
    <message>
        <source>Training loss of the checkpoint&apos;s last step</source>
        <translation>检查点最后一步的训练损失</translation>
    </message>
    <message>
        <source>Loss on the held-out rows, where there was a validation after this step</source>
        <translation>在保留的行上的损失（若此步之后进行了验证）</translation>
    </message>
</context>
<context>
    <name>icf::ui::ColumnChooser</name>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>More columns</source>
        <translation>更多列</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Folder of a checkpoint or of a run</source>
        <translation>检查点或运行的文件夹</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>Add a column for another checkpoint, or for a run whose checkpoints to step through</source>
        <translation>为另一个检查点添加一列，或为一个运行添加一列以逐个查看其检查点</translation>
    </message>
</context>
<context>
    <name>icf::ui::ColumnsDialog</name>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Find a column or an option</source>
        <translation>查找列或选项</translation>
    </message>
    <message>
        <source>Options that differ between the runs</source>
        <translation>各运行之间不同的选项</translation>
    </message>
    <message>
        <source>One column for each option that is not the same in all runs</source>
        <translation>每个在各运行中不完全相同的选项占一列</translation>
    </message>
    <message>
        <source>Usual columns</source>
        <translation>常用列</translation>
    </message>
</context>
<context>
    <name>icf::ui::ComparePage</name>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Stop all columns</source>
        <translation>停止所有列</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Show earlier comparisons (%1)</source>
        <translation>显示以前的比较（%1）</translation>
    </message>
    <message>
        <source>Ask every column, one after the other (%1)</source>
        <translation>依次询问每一列（%1）</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop all columns (%1)</source>
        <translation>停止所有列（%1）</translation>
    </message>
    <message>
        <source>Settings, the same for every column</source>
        <translation>设置（所有列相同）</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Mark words that differ from</source>
        <translation>标记不同的词，对照</translation>
    </message>
    <message>
        <source>full-context answer</source>
        <translation>完整上下文的回答</translation>
    </message>
    <message>
        <source>reference answer</source>
        <translation>参考答案</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Blind</source>
        <translation>盲评</translation>
    </message>
    <message>
        <source>Hide which of two columns is which until you have rated the answers</source>
        <translation>在评分之前隐藏两列各自的来源</translation>
    </message>
    <message>
        <source>Which answer is better?</source>
        <translation>哪个回答更好？</translation>
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
        <translation>都不好</translation>
    </message>
    <message>
        <source>Ask one question of the compressed and the full context, side by side</source>
        <translation>对压缩上下文和完整上下文提同一个问题，并排比较</translation>
    </message>
    <message>
        <source>Choose a language model first.</source>
        <translation>请先选择语言模型。</translation>
    </message>
    <message>
        <source>Choose at least one column.</source>
        <translation>请至少选择一列。</translation>
    </message>
    <message>
        <source>Type a prompt first.</source>
        <translation>请先输入提示。</translation>
    </message>
    <message>
        <source>Paste a context first, or choose only the column without one.</source>
        <translation>请先粘贴上下文，或只选择无上下文的列。</translation>
    </message>
    <message numerus="yes">
        <source>%n column(s) answered</source>
        <translation>
            <numerusform>已回答 %n 列</numerusform>
        </translation>
    </message>
    <message>
        <source>Rating kept in the history</source>
        <translation>评分已记入历史</translation>
    </message>
    <message>
        <source>A comparison is running. Stop it before you open another.</source>
        <translation>正在进行比较。请先停止，再打开另一个。</translation>
    </message>
    <message>
        <source>The history kept only the beginning of this context; asking again would ask about less text.</source>
        <translation>历史只保留了此上下文的开头；再次提问将只针对较少的文本。</translation>
    </message>
    <message>
        <source>These answers came from %1 with %2; other models are chosen above.</source>
        <translation>这些回答来自 %1 与 %2；上方选择的是其他模型。</translation>
    </message>
    <message>
        <source>no compressor</source>
        <translation>无压缩器</translation>
    </message>
    <message>
        <source>Prompt set</source>
        <translation>提示集</translation>
    </message>
    <message>
        <source>Ask the prompts of a file one after the other, unattended (%1)</source>
        <translation>依次提问文件中的提示，无需看管（%1）</translation>
    </message>
    <message numerus="yes">
        <source>%n prompt(s) asked</source>
        <translation>
            <numerusform>已提问 %n 个提示</numerusform>
        </translation>
    </message>
    <message>
        <source>Open a prompt set</source>
        <translation>打开提示集</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Prompt sets (*.jsonl *.json *.jsonl.gz *.jsonl.zst *.txt);;All files (*)</source>
        <translation>提示集 (*.jsonl *.json *.jsonl.gz *.jsonl.zst *.txt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Equally good</source>
        <translation>同样好</translation>
    </message>
    <message>
        <source>Blind ratings of the two so far: “%1” better %2, “%3” better %4, equally good %5, both bad %6.</source>
        <translation>两者至今的盲评：“%1”更好 %2 次，“%3”更好 %4 次，同样好 %5 次，都不好 %6 次。</translation>
    </message>
    <message>
        <source>These answers are of %1, with other models or settings.</source>
        <translation>这些回答来自 %1，所用模型或设置不同。</translation>
    </message>
    <message>
        <source>These answers are of %1, about another context.</source>
        <translation>这些回答来自 %1，针对另一个上下文。</translation>
    </message>
    <message>
        <source>These answers are of %1, to another question: “%2”</source>
        <translation>这些回答来自 %1，针对另一个问题：“%2”</translation>
    </message>
    <message>
        <source>Choose a compressor checkpoint.</source>
        <translation>请选择压缩器检查点。</translation>
    </message>
    <message>
        <source>There is no context yet.</source>
        <translation>还没有上下文。</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Ask several questions about one context and add up what they cost with digests, with the full context and with the full context kept</source>
        <translation>就同一上下文提出多个问题，并分别累计使用摘要向量、完整上下文和保留的完整上下文时的开销</translation>
    </message>
    <message>
        <source>Shown once the column has answered.</source>
        <translation>该列回答后显示。</translation>
    </message>
    <message>
        <source>You preferred A, “%1”, to B, “%2”.</source>
        <translation>与 B“%2”相比，您更喜欢 A“%1”。</translation>
    </message>
    <message>
        <source>You preferred B, “%2”, to A, “%1”.</source>
        <translation>与 A“%1”相比，您更喜欢 B“%2”。</translation>
    </message>
    <message>
        <source>You found A, “%1”, and B, “%2”, equally good.</source>
        <translation>您认为 A“%1”和 B“%2”同样好。</translation>
    </message>
    <message>
        <source>You found both A, “%1”, and B, “%2”, bad.</source>
        <translation>您认为 A“%1”和 B“%2”都不好。</translation>
    </message>
</context>
<context>
    <name>icf::ui::ComparisonHistory</name>
    <message>
        <source>The history could not be written to %1: %2</source>
        <translation>无法将历史写入 %1：%2</translation>
    </message>
</context>
<context>
    <name>icf::ui::ComparisonRun</name>
    <message>
        <source>Choose a compressor checkpoint.</source>
        <translation>请选择压缩器检查点。</translation>
    </message>
</context>
<context>
    <name>icf::ui::ConfigPanel</name>
    <message>
        <source>Cannot start:</source>
        <translation>无法开始：</translation>
    </message>
    <message>
        <source>Choose a preset…</source>
        <translation>选择预设…</translation>
    </message>
    <message>
        <source>preset %1</source>
        <translation>预设 %1</translation>
    </message>
    <message>
        <source>Save as preset</source>
        <translation>另存为预设</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Saved the preset %1</source>
        <translation>已保存预设 %1</translation>
    </message>
    <message>
        <source>Moved the preset %1 to the trash</source>
        <translation>预设 %1 已移至回收站</translation>
    </message>
    <message>
        <source>reset to the defaults</source>
        <translation>恢复为默认值</translation>
    </message>
    <message>
        <source>Import settings</source>
        <translation>导入设置</translation>
    </message>
    <message>
        <source>Settings (*.json)</source>
        <translation>设置 (*.json)</translation>
    </message>
    <message>
        <source>import of %1</source>
        <translation>导入 %1</translation>
    </message>
    <message>
        <source>Read %1</source>
        <translation>已读取 %1</translation>
    </message>
    <message>
        <source>Export settings</source>
        <translation>导出设置</translation>
    </message>
    <message>
        <source>Wrote %1</source>
        <translation>已写入 %1</translation>
    </message>
    <message>
        <source>Copied the command line</source>
        <translation>已复制命令行</translation>
    </message>
    <message>
        <source>Add to the queue</source>
        <translation>加入队列</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>开始训练</translation>
    </message>
    <message>
        <source>Configure</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Undo the last edit</source>
        <translation>撤销上次编辑</translation>
    </message>
    <message>
        <source>Redo the edit</source>
        <translation>重做编辑</translation>
    </message>
    <message>
        <source>Copy the command line</source>
        <translation>复制命令行</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Own presets</source>
        <translation>自己的预设</translation>
    </message>
    <message>
        <source>Save as preset…</source>
        <translation>另存为预设…</translation>
    </message>
    <message>
        <source>Delete this preset</source>
        <translation>删除此预设</translation>
    </message>
    <message>
        <source>Reset to the defaults</source>
        <translation>恢复默认值</translation>
    </message>
    <message>
        <source>Find an option</source>
        <translation>查找选项</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
    <message>
        <source>Show the advanced options too</source>
        <translation>同时显示高级选项</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>已更改</translation>
    </message>
    <message>
        <source>Show only what differs from the preset, the defaults or the duplicated run</source>
        <translation>只显示与预设、默认值或所复制运行不同的选项</translation>
    </message>
    <message>
        <source>Command line</source>
        <translation>命令行</translation>
    </message>
    <message>
        <source>The same run on the command line</source>
        <translation>在命令行上的同一运行</translation>
    </message>
    <message>
        <source>Start this run, or queue it while another one trains (Ctrl+Return)</source>
        <translation>开始此运行；若另一个正在训练则加入队列（Ctrl+Return）</translation>
    </message>
    <message>
        <source>Settings of %1; edits are shown bold</source>
        <translation>%1 的设置；改动以粗体显示</translation>
    </message>
    <message>
        <source>First row: %1</source>
        <translation>第一行：%1</translation>
    </message>
    <message>
        <source>First row: %1 → %2 · %3</source>
        <translation>第一行：%1 → %2 · %3</translation>
    </message>
    <message>
        <source>First batch</source>
        <translation>第一批</translation>
    </message>
    <message>
        <source>Show the rows that this run would read first, as the models read them: template, digests, labels, and what is cut off</source>
        <translation>显示此运行最先读取的行，如同模型所读取的那样：模板、摘要向量、标签，以及被截断的部分</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>进程数</translation>
    </message>
    <message>
        <source>Processes of this machine that train together, each with its share of the samples and of the cores; a micro-batch is the batch size times their number</source>
        <translation>本机上共同训练的进程数，每个进程分担一部分样本和核心；一个微批次为批次大小乘以进程数</translation>
    </message>
</context>
<context>
    <name>icf::ui::ContextEdit</name>
    <message>
        <source>This text is longer than %1 characters. Use a shorter one.</source>
        <translation>此文本超过 %1 个字符。请使用更短的文本。</translation>
    </message>
    <message>
        <source>Cannot read %1: %2</source>
        <translation>无法读取 %1：%2</translation>
    </message>
    <message>
        <source>%1 is larger than %2 bytes. Use a shorter text.</source>
        <translation>%1 大于 %2 字节。请使用更短的文本。</translation>
    </message>
    <message>
        <source>%1 is not a text file.</source>
        <translation>%1 不是文本文件。</translation>
    </message>
    <message>
        <source>%1 characters kept; only the beginning and the end are shown.</source>
        <translation>已保留 %1 个字符；只显示开头和结尾。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Bring back the text from before</source>
        <translation>恢复之前的文本</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Remove the text</source>
        <translation>移除文本</translation>
    </message>
</context>
<context>
    <name>icf::ui::ConversationPanel</name>
    <message numerus="yes">
        <source>%n token(s) · %1</source>
        <translation>
            <numerusform>%n 个词元 · %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Context, once</source>
        <translation>上下文，一次</translation>
    </message>
    <message>
        <source>in all %1</source>
        <translation>总计 %1</translation>
    </message>
    <message>
        <source>Ask something about the context: what each question costs is added up here.</source>
        <translation>就上下文提一个问题：每个问题的开销会在此累计。</translation>
    </message>
    <message>
        <source>Tokens read and time to the first token, as measured. “In all” counts the questions so far and what is done once for the context.</source>
        <translation>读取的词元和到首个词元的时间，均为实测。“总计”包括至今的所有问题，以及为上下文只做一次的工作。</translation>
    </message>
    <message>
        <source>Ask another question about this context</source>
        <translation>就此上下文再提一个问题</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>提问</translation>
    </message>
    <message>
        <source>Cost of each question</source>
        <translation>每个问题的开销</translation>
    </message>
</context>
<context>
    <name>icf::ui::CudaDialog</name>
    <message>
        <source>Computing on an NVIDIA GPU</source>
        <translation>在 NVIDIA GPU 上计算</translation>
    </message>
    <message>
        <source>The studio computes on the CPU.</source>
        <translation>Studio 在 CPU 上计算。</translation>
    </message>
    <message>
        <source>The studio has loaded CUDA %1.</source>
        <translation>Studio 已加载 CUDA %1。</translation>
    </message>
    <message>
        <source>The environment variable ICF_CUDA_LIBTORCH names %1 and outranks what is chosen here.</source>
        <translation>环境变量 ICF_CUDA_LIBTORCH 指定了 %1，优先于此处的选择。</translation>
    </message>
    <message>
        <source>The chosen folder could not be used: it %1.</source>
        <translation>所选文件夹无法使用：它%1。</translation>
    </message>
    <message>
        <source>The same program computes on a GPU when it finds the CUDA build of LibTorch: the folder that ./run --cuda filled, or site-packages of a Python with the same version of torch.</source>
        <translation>同一程序找到 LibTorch 的 CUDA 版本时即在 GPU 上计算：./run --cuda 填充的文件夹，或装有相同版本 torch 的 Python 的 site-packages。</translation>
    </message>
    <message>
        <source>&amp;Folder of the CUDA build</source>
        <translation>CUDA 版本的文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>None: compute on the CPU</source>
        <translation>无：在 CPU 上计算</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Folder of the CUDA build</source>
        <translation>CUDA 版本的文件夹</translation>
    </message>
    <message>
        <source>This folder %1.</source>
        <translation>此文件夹%1。</translation>
    </message>
    <message>
        <source>Takes effect when the studio starts again.</source>
        <translation>重新启动 Studio 后生效。</translation>
    </message>
</context>
<context>
    <name>icf::ui::CurvePanel</name>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>%1
Click to hide or show.</source>
        <translation>%1
点击以隐藏或显示。</translation>
    </message>
    <message>
        <source>No values yet</source>
        <translation>尚无数值</translation>
    </message>
    <message>
        <source>Latest value: %1</source>
        <translation>最新值：%1</translation>
    </message>
    <message>
        <source>Export as PDF</source>
        <translation>导出为 PDF</translation>
    </message>
    <message>
        <source>Export as PNG</source>
        <translation>导出为 PNG</translation>
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
        <translation>已写入 %1</translation>
    </message>
    <message>
        <source>Export as CSV</source>
        <translation>导出为 CSV</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Copied the curves as a picture</source>
        <translation>已将曲线复制为图片</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Horizontal axis</source>
        <translation>横轴</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Factor of the moving average (without the start&apos;s bias); 0 shows the values only</source>
        <translation>移动平均的系数（已消除起始偏差）；0 只显示数值</translation>
    </message>
    <message>
        <source>log x</source>
        <translation>对数 x</translation>
    </message>
    <message>
        <source>log y</source>
        <translation>对数 y</translation>
    </message>
    <message>
        <source>Logarithmic horizontal axis</source>
        <translation>对数横轴</translation>
    </message>
    <message>
        <source>Logarithmic vertical axis</source>
        <translation>对数纵轴</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
    <message>
        <source>Keep everything in view while points arrive. Drag to pan, wheel to zoom (Ctrl: vertical only), Shift+drag to zoom into a box, click to pin the values, double click to fit.</source>
        <translation>新点到来时保持全部可见。拖动平移，滚轮缩放（Ctrl：仅纵向），Shift+拖动框选放大，点击固定数值，双击适应窗口。</translation>
    </message>
    <message>
        <source>Values as a table</source>
        <translation>以表格显示数值</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Export or copy the curves</source>
        <translation>导出或复制曲线</translation>
    </message>
    <message>
        <source>PNG picture…</source>
        <translation>PNG 图片…</translation>
    </message>
    <message>
        <source>PDF…</source>
        <translation>PDF…</translation>
    </message>
    <message>
        <source>CSV, all points…</source>
        <translation>CSV，所有点…</translation>
    </message>
    <message>
        <source>CSV, visible points…</source>
        <translation>CSV，可见的点…</translation>
    </message>
    <message>
        <source>Copy as picture</source>
        <translation>复制为图片</translation>
    </message>
    <message>
        <source>Curve: %1</source>
        <translation>曲线：%1</translation>
    </message>
    <message>
        <source>TensorBoard event files…</source>
        <translation>TensorBoard 事件文件…</translation>
    </message>
    <message>
        <source>Export TensorBoard event files into a folder</source>
        <translation>将 TensorBoard 事件文件导出到文件夹</translation>
    </message>
    <message numerus="yes">
        <source>Wrote %n event file(s) to %1</source>
        <translation>
            <numerusform>已将 %n 个事件文件写入 %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: loss or gradient norm not finite in %n step(s) (%2); such steps leave the weights unchanged.</source>
        <translation>
            <numerusform>%1：%n 步（%2）的损失或梯度范数不是有限数；这样的步不改变权重。</numerusform>
        </translation>
    </message>
    <message>
        <source>Ignore outliers</source>
        <translation>忽略离群值</translation>
    </message>
    <message>
        <source>Ignore outliers (clip 1 % at each end, and spikes of a thousand times the median)</source>
        <translation>忽略离群值（两端各截去 1 %，以及中位数一千倍的尖峰）</translation>
    </message>
    <message>
        <source>◇ validation %1</source>
        <translation>◇ 验证 %1</translation>
    </message>
    <message>
        <source>◇ validation</source>
        <translation>◇ 验证</translation>
    </message>
    <message>
        <source>%1: its log does not say where an epoch ends, so there is no curve over epochs.</source>
        <translation>%1：其日志没有说明轮次在何处结束，因此没有按轮次的曲线。</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>Mean and band</source>
        <translation>均值与区间带</translation>
    </message>
    <message>
        <source>Draw the chosen runs as their mean, in a band of ± their standard deviation</source>
        <translation>将所选运行画成均值曲线，并以 ± 标准差为区间带</translation>
    </message>
    <message>
        <source>Plots</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Choose the plots below the loss</source>
        <translation>选择损失下方的图表</translation>
    </message>
    <message>
        <source>Smoothing %1</source>
        <translation>平滑 %1</translation>
    </message>
    <message numerus="yes">
        <source>Mean of %n run(s) ± standard deviation</source>
        <translation>
            <numerusform>%n 个运行的均值 ± 标准差</numerusform>
        </translation>
    </message>
    <message>
        <source>At each x that at least two of the runs reach, of their moving averages</source>
        <translation>由各运行的移动平均求得，取至少有两个运行到达的每个 x</translation>
    </message>
    <message>
        <source>Diagonality</source>
        <translation>对角性</translation>
    </message>
    <message>
        <source>Of all gradients together, before clipping</source>
        <translation>所有梯度合在一起，裁剪之前</translation>
    </message>
    <message>
        <source>Share of each digest&apos;s attention that falls on its own stretch of the context, in the last layer: 1 where it is diagonal</source>
        <translation>在最后一层，每个摘要向量的注意力落在上下文中与其对应一段的比例：呈对角线时为 1</translation>
    </message>
    <message>
        <source>Context tokens read in a second of training</source>
        <translation>训练每秒读取的上下文词元数</translation>
    </message>
    <message>
        <source>As many as fit in a row</source>
        <translation>一行能放下多少就显示多少</translation>
    </message>
    <message>
        <source>%1: its run.json does not say when it began, so there is no curve over date and time.</source>
        <translation>%1：其 run.json 未说明开始时间，因此没有按日期和时间的曲线。</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>What the horizontal axis counts: optimizer steps, epochs, context tokens read, time spent training with pauses left out, or date and time</source>
        <translation>横轴的含义：优化器步数、轮次、已读的上下文词元、不含暂停的训练时间，或日期和时间</translation>
    </message>
    <message>
        <source>Val. accuracy</source>
        <translation>验证准确率</translation>
    </message>
    <message>
        <source>Tokens/s</source>
        <translation>词元/秒</translation>
    </message>
    <message>
        <source>Validation accuracy: share of the label tokens of the held-out rows that are the likeliest under teacher forcing</source>
        <translation>验证准确率：在教师强制下，留出数据行的标签词元中概率最高者恰为正确词元的比例</translation>
    </message>
</context>
<context>
    <name>icf::ui::CurveTableDialog</name>
    <message>
        <source>Values</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Values of the curves</source>
        <translation>曲线的数值</translation>
    </message>
</context>
<context>
    <name>icf::ui::CurveTableModel</name>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Tokens per second</source>
        <translation>每秒词元数</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>轮次</translation>
    </message>
</context>
<context>
    <name>icf::ui::DataPage</name>
    <message>
        <source>Fields: %1</source>
        <translation>字段：%1</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>Usable rows</source>
        <translation>可用行</translation>
    </message>
    <message>
        <source>Exact copies of an earlier text</source>
        <translation>与前面某文本完全相同</translation>
    </message>
    <message>
        <source>Contexts with Chinese, Japanese or full-width characters</source>
        <translation>含中文、日文或全角字符的上下文</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>第 %1 行：%2</translation>
    </message>
    <message>
        <source>Context lengths</source>
        <translation>上下文长度</translation>
    </message>
    <message>
        <source>counting…</source>
        <translation>正在计数…</translation>
    </message>
    <message>
        <source>need a model</source>
        <translation>需要模型</translation>
    </message>
    <message>
        <source>Lengths of rows</source>
        <translation>行长度</translation>
    </message>
    <message>
        <source>Evenly spaced rows of the data set</source>
        <translation>数据集中等间距抽取的行</translation>
    </message>
    <message>
        <source>Shortest context</source>
        <translation>最短上下文</translation>
    </message>
    <message>
        <source>Median context</source>
        <translation>上下文中位数</translation>
    </message>
    <message>
        <source>Mean context</source>
        <translation>平均上下文</translation>
    </message>
    <message>
        <source>95 % are at most</source>
        <translation>95 % 不超过</translation>
    </message>
    <message>
        <source>Longest context</source>
        <translation>最长上下文</translation>
    </message>
    <message>
        <source>&amp;Data set</source>
        <translation>数据集(&amp;D)</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>A jsonl file</source>
        <translation>jsonl 文件</translation>
    </message>
    <message>
        <source>Read &amp;as</source>
        <translation>读取方式(&amp;A)</translation>
    </message>
    <message>
        <source>Read as</source>
        <translation>读取方式</translation>
    </message>
    <message>
        <source>Texts (Pile)</source>
        <translation>文本（Pile）</translation>
    </message>
    <message>
        <source>Questions (PwC)</source>
        <translation>问题（PwC）</translation>
    </message>
    <message>
        <source>Test questions (PwC)</source>
        <translation>测试问题（PwC）</translation>
    </message>
    <message>
        <source>Texts leave out exact duplicates; questions leave out some languages; test questions also leave out five open-ended prompts.</source>
        <translation>文本会略去完全重复项；问题会略去某些语言；测试问题还会略去五个开放式提示。</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Open a jsonl, or drop one here: {&quot;text&quot;} or {&quot;input&quot;, &quot;prompt&quot;, &quot;answer&quot;} on each line.</source>
        <translation>打开 jsonl 或拖放到此处：每行为 {&quot;text&quot;} 或 {&quot;input&quot;, &quot;prompt&quot;, &quot;answer&quot;}。</translation>
    </message>
    <message>
        <source>Open the demo&apos;s test questions</source>
        <translation>打开演示的测试问题</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>The chosen row</source>
        <translation>所选的行</translation>
    </message>
    <message>
        <source>Find in rows (Enter: next)</source>
        <translation>在行中查找（回车：下一个）</translation>
    </message>
    <message>
        <source>Find in rows</source>
        <translation>在行中查找</translation>
    </message>
    <message>
        <source>Earlier rows</source>
        <translation>前面的行</translation>
    </message>
    <message>
        <source>Later rows</source>
        <translation>后面的行</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Ask this row&apos;s question on the Compare page</source>
        <translation>在“比较”页提出此行的问题</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>检视</translation>
    </message>
    <message>
        <source>Look at this context on the Inspect page</source>
        <translation>在“检视”页查看此上下文</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>计数</translation>
    </message>
    <message>
        <source>Reading the file</source>
        <translation>正在读取文件</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Look into a jsonl: counts, lengths, rows</source>
        <translation>查看 jsonl：计数、长度、各行</translation>
    </message>
    <message>
        <source>Open a data set</source>
        <translation>打开数据集</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) cannot be used. The first: line %1, %2</source>
        <translation>
            <numerusform>有 %n 行不可用。第一个：第 %1 行，%2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) in %1</source>
        <translation>
            <numerusform>%1 中有 %n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Lengths could not be counted: %1</source>
        <translation>无法计算长度：%1</translation>
    </message>
    <message>
        <source>No row has “%1”.</source>
        <translation>没有行含有“%1”。</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Row %1, line %2</source>
        <translation>第 %1 条，第 %2 行</translation>
    </message>
    <message>
        <source>Prompt: %1</source>
        <translation>提示：%1</translation>
    </message>
    <message>
        <source>Answer: %1</source>
        <translation>回答：%1</translation>
    </message>
    <message>
        <source>Rows %1 to %2 of %3</source>
        <translation>第 %1 至 %2 行，共 %3 行</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 行</translation>
    </message>
    <message>
        <source>Line %1</source>
        <translation>第 %1 行</translation>
    </message>
    <message>
        <source>Ask all…</source>
        <translation>全部提问…</translation>
    </message>
    <message>
        <source>Ask the questions of this file on the Compare page, one after the other</source>
        <translation>在“比较”页依次提问此文件中的问题</translation>
    </message>
    <message>
        <source>Decompressed copy</source>
        <translation>解压副本</translation>
    </message>
    <message>
        <source>Data sets (*.jsonl *.json *.jsonl.gz *.jsonl.zst);;All files (*)</source>
        <translation>数据集 (*.jsonl *.json *.jsonl.gz *.jsonl.zst);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Left out: duplicates</source>
        <translation>已略过：重复</translation>
    </message>
    <message>
        <source>Left out: language</source>
        <translation>已略过：语言</translation>
    </message>
    <message>
        <source>Left out: open-ended questions</source>
        <translation>已略过：开放式问题</translation>
    </message>
    <message>
        <source>The five open-ended prompts of PwC (summary, title, …), which tests leave out</source>
        <translation>PwC 的五种开放式提示（摘要、标题等），测试时略过</translation>
    </message>
    <message>
        <source>Skipped: invalid lines</source>
        <translation>已跳过：无效行</translation>
    </message>
    <message>
        <source>Detect automatically</source>
        <translation>自动检测</translation>
    </message>
    <message>
        <source>Median answer</source>
        <translation>回答中位数</translation>
    </message>
    <message>
        <source>Longest answer</source>
        <translation>最长回答</translation>
    </message>
    <message>
        <source>Contexts</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>Lengths of the contexts, and what the limits of the Train page cut</source>
        <translation>上下文的长度，以及被“训练”页的上限截断的部分</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Lengths of the answers, and what the limit of the Train page cuts</source>
        <translation>回答的长度，以及被“训练”页的上限截断的部分</translation>
    </message>
</context>
<context>
    <name>icf::ui::DeviceModel</name>
    <message>
        <source>auto – the first GPU, else the CPU</source>
        <translation>auto – 第一个 GPU，否则 CPU</translation>
    </message>
    <message>
        <source>%1 of %2 free</source>
        <comment>memory</comment>
        <translation>%2 中剩余 %1</translation>
    </message>
    <message>
        <source>%1 free</source>
        <comment>memory</comment>
        <translation>剩余 %1</translation>
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
        <translation>选项</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>默认值</translation>
    </message>
</context>
<context>
    <name>icf::ui::DigestModel</name>
    <message>
        <source>Number of the digest over all chunks</source>
        <translation>摘要向量在所有分块中的编号</translation>
    </message>
    <message>
        <source>Digest</source>
        <translation>摘要向量</translation>
    </message>
    <message>
        <source>Chunk of the context that the digest stands for</source>
        <translation>摘要向量所代表的上下文分块</translation>
    </message>
    <message>
        <source>Chunk</source>
        <translation>分块</translation>
    </message>
    <message>
        <source>Context tokens with the largest weights</source>
        <translation>权重最大的上下文词元</translation>
    </message>
    <message>
        <source>Attends to</source>
        <translation>关注</translation>
    </message>
    <message>
        <source>Largest weight</source>
        <translation>最大权重</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Vocabulary tokens with the largest dot product with the digest</source>
        <translation>与摘要向量点积最大的词表词元</translation>
    </message>
    <message>
        <source>Nearest tokens</source>
        <translation>最近的词元</translation>
    </message>
</context>
<context>
    <name>icf::ui::EvaluateForm</name>
    <message>
        <source>Cannot start:</source>
        <translation>无法开始：</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Filter the options</source>
        <translation>筛选选项</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
    <message>
        <source>Command line of these options</source>
        <translation>这些选项的命令行</translation>
    </message>
    <message>
        <source>Copy the command line</source>
        <translation>复制命令行</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>What was computed is kept.</source>
        <translation>已计算的内容会保留。</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>An interrupted evaluation with the same settings continues where it stopped.</source>
        <translation>以相同设置中断的评估会从停下之处继续。</translation>
    </message>
</context>
<context>
    <name>icf::ui::EvaluatePage</name>
    <message>
        <source>Open a results folder</source>
        <translation>打开结果文件夹</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Compare a compressor with honest baselines</source>
        <translation>将压缩器与可靠的基线比较</translation>
    </message>
    <message>
        <source>Stopped. Evaluate goes on from here as long as the settings stay the same.</source>
        <translation>已停止。只要设置不变，“评估”会从此处继续。</translation>
    </message>
    <message>
        <source>Evaluation finished: %1</source>
        <translation>评估完成：%1</translation>
    </message>
    <message>
        <source>%1 of %2 answers</source>
        <translation>%2 个回答中的 %1 个</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>Open results…</source>
        <translation>打开结果…</translation>
    </message>
    <message>
        <source>Open the results folder of an earlier evaluation, or of icformer evaluate</source>
        <translation>打开以前的评估或 icformer evaluate 的结果文件夹</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>显示文件夹</translation>
    </message>
    <message>
        <source>Open the folder with results.md, results.csv, results.tex and examples.jsonl</source>
        <translation>打开含 results.md、results.csv、results.tex 和 examples.jsonl 的文件夹</translation>
    </message>
    <message>
        <source>Choose models and data on the left and press Evaluate, or open a results folder.

The same rows are answered from the digests, from the full context, from truncated, mean-pooled and retrieved contexts, and from another row&apos;s digest.</source>
        <translation>在左侧选择模型和数据后按“评估”，或打开结果文件夹。

相同的行将分别由摘要向量、完整上下文、截断、平均池化和检索的上下文，以及另一行的摘要向量来回答。</translation>
    </message>
    <message>
        <source>Progress of the evaluation</source>
        <translation>评估进度</translation>
    </message>
    <message>
        <source>No results yet</source>
        <translation>尚无结果</translation>
    </message>
</context>
<context>
    <name>icf::ui::FactsView</name>
    <message>
        <source>Choose a language model to see ratio, parameters and memory.</source>
        <translation>选择语言模型以查看压缩比、参数量和内存。</translation>
    </message>
    <message>
        <source>%1, %2 with the template</source>
        <translation>%1，含模板 %2</translation>
    </message>
    <message>
        <source>%1 in %2 chunks</source>
        <translation>%2 个分块共 %1</translation>
    </message>
    <message>
        <source>%1 (%2 % of the model)</source>
        <translation>%1（模型的 %2 %）</translation>
    </message>
    <message>
        <source>about %1; measured %2</source>
        <translation>约 %1；实测 %2</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>约 %1</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>压缩比</translation>
    </message>
    <message>
        <source>Context tokens per digest; then the same with template and marker counted on both sides</source>
        <translation>每个摘要向量对应的上下文词元数；其后为两侧都计入模板和标记后的值</translation>
    </message>
    <message>
        <source>Digests</source>
        <translation>摘要向量</translation>
    </message>
    <message>
        <source>Trainable</source>
        <translation>可训练</translation>
    </message>
    <message>
        <source>Work per sample</source>
        <translation>每个样本的计算量</translation>
    </message>
    <message>
        <source>Operations, forward and backward</source>
        <translation>前向和反向的运算量</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Estimate by part: rest the pointer on the figure</source>
        <translation>分项估计：将指针停在数字上</translation>
    </message>
    <message>
        <source>about %1 of %2 free</source>
        <translation>约 %1，可用 %2</translation>
    </message>
</context>
<context>
    <name>icf::ui::FieldEditor</name>
    <message>
        <source>Not a whole number.</source>
        <translation>不是整数。</translation>
    </message>
    <message>
        <source>Not a number.</source>
        <translation>不是数字。</translation>
    </message>
    <message>
        <source>Must be at least %1.</source>
        <translation>必须至少为 %1。</translation>
    </message>
    <message>
        <source>Must be between %1 and %2.</source>
        <translation>必须在 %1 与 %2 之间。</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>JSON lines (*.jsonl *.json *.jsonl.gz *.jsonl.zst)</source>
        <translation>JSON 行 (*.jsonl *.json *.jsonl.gz *.jsonl.zst)</translation>
    </message>
    <message>
        <source>Not a whole number, nor “%1”.</source>
        <translation>既不是整数，也不是“%1”。</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>Edit the prompt template</source>
        <translation>编辑提示模板</translation>
    </message>
</context>
<context>
    <name>icf::ui::FirstBatchView</name>
    <message>
        <source>line %1</source>
        <translation>第 %1 行</translation>
    </message>
    <message>
        <source>%1 context tokens → %2 digests (%3) in %4 chunks</source>
        <translation>%1 个上下文词元 → %4 个分块共 %2 个摘要向量（%3）</translation>
    </message>
    <message>
        <source>%1 context tokens → %2 digests (%3)</source>
        <translation>%1 个上下文词元 → %2 个摘要向量（%3）</translation>
    </message>
    <message>
        <source>%1 positions, %2 of them labels</source>
        <translation>%1 个位置，其中 %2 个为标签</translation>
    </message>
    <message>
        <source>%1 of padding after them</source>
        <translation>其后填充 %1 个</translation>
    </message>
    <message>
        <source>Row %1</source>
        <translation>第 %1 条</translation>
    </message>
    <message>
        <source>%1 of %2 context tokens are cut off</source>
        <translation>%2 个上下文词元中有 %1 个被截断</translation>
    </message>
    <message>
        <source>%1 of %2 prompt tokens are cut off</source>
        <translation>%2 个提示词元中有 %1 个被截断</translation>
    </message>
    <message>
        <source>%1 of %2 answer tokens are cut off</source>
        <translation>%2 个回答词元中有 %1 个被截断</translation>
    </message>
    <message>
        <source>The compressor reads</source>
        <translation>压缩器读取</translation>
    </message>
    <message>
        <source>The language model reads</source>
        <translation>语言模型读取</translation>
    </message>
    <message>
        <source>%1 digest vectors of %2 context tokens, %3</source>
        <translation>代表 %2 个上下文词元的 %1 个摘要向量，%3</translation>
    </message>
    <message>
        <source>%1 of %2 rows</source>
        <translation>%2 行中的 %1 行</translation>
    </message>
    <message>
        <source>ratio %1</source>
        <translation>压缩比 %1</translation>
    </message>
    <message>
        <source>%1 labels</source>
        <translation>%1 个标签</translation>
    </message>
    <message>
        <source>%1 positions each</source>
        <translation>每行 %1 个位置</translation>
    </message>
    <message>
        <source>%1 % padding</source>
        <translation>%1 % 填充</translation>
    </message>
    <message>
        <source>template %1</source>
        <translation>模板 %1</translation>
    </message>
    <message numerus="yes">
        <source>and %n more row(s)</source>
        <translation>
            <numerusform>另有 %n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>First batch</source>
        <translation>第一批</translation>
    </message>
    <message>
        <source>Back to the run</source>
        <translation>返回运行</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Reading the data</source>
        <translation>正在读取数据</translation>
    </message>
    <message>
        <source>Grey: the template. Filled: vectors in place of words. Underlined: labels, which the loss is taken of. Struck out: cut off by the limits.</source>
        <translation>灰色：模板。底色：代替词的向量。下划线：用于计算损失的标签。删除线：因上限而截断。</translation>
    </message>
    <message>
        <source>Rows of the first batch</source>
        <translation>第一批的行</translation>
    </message>
    <message>
        <source>process %1</source>
        <translation>进程 %1</translation>
    </message>
    <message>
        <source>After step %1: rows %2 to %3 of %4 in epoch %5</source>
        <translation>第 %1 步之后：第 %5 轮的第 %2 至 %3 行，共 %4 行</translation>
    </message>
    <message numerus="yes">
        <source>up to %1 positions in %n processes</source>
        <translation>
            <numerusform>%n 个进程中最多 %1 个位置</numerusform>
        </translation>
    </message>
    <message>
        <source>Next batch</source>
        <translation>下一个批次</translation>
    </message>
    <message>
        <source>Resumed run</source>
        <translation>继续的运行</translation>
    </message>
    <message>
        <source>The run folder holds an unfinished run: show what it reads next when it is resumed, not what a new run reads first</source>
        <translation>运行文件夹中有未完成的运行：显示继续时接下来读取的内容，而不是新运行最先读取的内容</translation>
    </message>
</context>
<context>
    <name>icf::ui::FitView</name>
    <message>
        <source>Memory to answer with it</source>
        <translation>用它回答所需的内存</translation>
    </message>
    <message>
        <source>Estimate: weights, the CPU&apos;s copies of them, and the key/value cache of %1 positions</source>
        <translation>估计：权重、CPU 上的权重副本，以及 %1 个位置的键/值缓存</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>放得下</translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation>放不下</translation>
    </message>
</context>
<context>
    <name>icf::ui::FolderPicker</name>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
</context>
<context>
    <name>icf::ui::GlossView</name>
    <message>
        <source>Token %1: %2, teacher-forced %3, probability %4, free-running %5</source>
        <translation>词元 %1：%2，教师强制 %3，概率 %4，自由生成 %5</translation>
    </message>
    <message>
        <source>original</source>
        <translation>原文</translation>
    </message>
    <message>
        <source>forced</source>
        <translation>强制</translation>
    </message>
    <message>
        <source>free</source>
        <translation>自由</translation>
    </message>
    <message>
        <source>Put in by free running: %1</source>
        <translation>自由生成时插入：%1</translation>
    </message>
    <message>
        <source>Token %1 of %2, chunk %3
Probability of the right token: %4</source>
        <translation>第 %1 个词元（共 %2 个），分块 %3
正确词元的概率：%4</translation>
    </message>
</context>
<context>
    <name>icf::ui::HeatMap</name>
    <message>
        <source>Digest %1 (chunk %2), token %3 “%4”: %5</source>
        <translation>摘要向量 %1（分块 %2），词元 %3“%4”：%5</translation>
    </message>
</context>
<context>
    <name>icf::ui::HelpWindow</name>
    <message>
        <source>Manual</source>
        <translation>手册</translation>
    </message>
    <message>
        <source>Find in the manual</source>
        <translation>在手册中查找</translation>
    </message>
    <message>
        <source>The manual is not installed.</source>
        <translation>未安装手册。</translation>
    </message>
</context>
<context>
    <name>icf::ui::HistoryPanel</name>
    <message>
        <source>Export comparisons</source>
        <translation>导出比较</translation>
    </message>
    <message numerus="yes">
        <source>%n comparison(s) written to %1</source>
        <translation>
            <numerusform>已将 %n 个比较写入 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Cannot write %1: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>Nothing matches the search.</source>
        <translation>没有匹配的结果。</translation>
    </message>
    <message>
        <source>Comparisons you make are kept here.</source>
        <translation>您所做的比较保存在这里。</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Search prompts, contexts, answers</source>
        <translation>搜索提示、上下文、回答</translation>
    </message>
    <message>
        <source>Search the history</source>
        <translation>搜索历史</translation>
    </message>
    <message>
        <source>Earlier comparisons</source>
        <translation>以前的比较</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete the selected comparisons from the history</source>
        <translation>从历史中删除所选比较</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Write the listed comparisons to a file</source>
        <translation>将列出的比较写入文件</translation>
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
        <source>HTML page…</source>
        <translation>HTML 页面…</translation>
    </message>
</context>
<context>
    <name>icf::ui::InputsToggle</name>
    <message>
        <source>Inputs</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Show or hide what is asked; hidden, the results get its room</source>
        <translation>显示或隐藏提问内容；隐藏后，其空间留给结果</translation>
    </message>
</context>
<context>
    <name>icf::ui::InspectPage</name>
    <message>
        <source>%1 tokens</source>
        <translation>%1 个词元</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>检视</translation>
    </message>
    <message>
        <source>See what each digest attends to and what can be read back from it</source>
        <translation>查看每个摘要向量关注什么，以及能从中还原出什么</translation>
    </message>
    <message>
        <source>Choose a compressor checkpoint first.</source>
        <translation>请先选择压缩器检查点。</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Paste a context first.</source>
        <translation>请先粘贴上下文。</translation>
    </message>
    <message>
        <source>Computing…</source>
        <translation>正在计算…</translation>
    </message>
    <message>
        <source>Paste a context and press Inspect: the attention of every digest and the reconstruction appear here.</source>
        <translation>粘贴上下文并按“检视”：此处将显示每个摘要向量的注意力和重建结果。</translation>
    </message>
    <message>
        <source>&amp;Context</source>
        <translation>上下文(&amp;C)</translation>
    </message>
    <message>
        <source>Paste a text, or drop a file here.</source>
        <translation>粘贴文本，或将文件拖放到此处。</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>Compress in chunks</source>
        <translation>分块压缩</translation>
    </message>
    <message>
        <source>Cut a long context into equal chunks, compress each and join the digests.</source>
        <translation>把长上下文切成等长的块，分别压缩后把摘要向量连接起来。</translation>
    </message>
    <message>
        <source>Longest chunk</source>
        <translation>最长分块</translation>
    </message>
    <message>
        <source> tokens</source>
        <translation> 个词元</translation>
    </message>
    <message>
        <source>Fill in an example</source>
        <translation>填入示例</translation>
    </message>
    <message>
        <source>A held-out text of the demo</source>
        <translation>演示中保留的一段文本</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Compress the context and look inside (%1)</source>
        <translation>压缩上下文并查看内部（%1）</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Reconstruction</source>
        <translation>重建</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>From %1: of another context, model or chunks</source>
        <translation>来自 %1：上下文、模型或分块不同</translation>
    </message>
    <message>
        <source>Digests</source>
        <translation>摘要向量</translation>
    </message>
</context>
<context>
    <name>icf::ui::Installation</name>
    <message>
        <source>This program never connects to a network, so it does not look for updates. To update, install a newer .deb over this one. Runs, models and settings stay.</source>
        <translation>本程序从不连接网络，因此不会检查更新。要更新，请在现有版本之上安装较新的 .deb。运行、模型和设置都会保留。</translation>
    </message>
    <message>
        <source>This program never connects to a network, so it does not look for updates. To update, unpack a newer archive and remove this folder. Runs, models and settings stay.</source>
        <translation>本程序从不连接网络，因此不会检查更新。要更新，请解压较新的归档并删除此文件夹。运行、模型和设置都会保留。</translation>
    </message>
    <message>
        <source>This program never connects to a network, so it does not look for updates. To update, fetch the newer sources and start ./run again. Runs, models and settings stay.</source>
        <translation>本程序从不连接网络，因此不会检查更新。要更新，请获取较新的源代码并重新运行 ./run。运行、模型和设置都会保留。</translation>
    </message>
</context>
<context>
    <name>icf::ui::KeptPanel</name>
    <message>
        <source>Reading the context back from its digests…</source>
        <translation>正在从摘要向量还原上下文…</translation>
    </message>
    <message>
        <source>Marked: words that the answer lacks.</source>
        <translation>标记：回答中缺少的词。</translation>
    </message>
    <message>
        <source>The context, tinted by what the digests still know</source>
        <translation>按摘要向量保留的内容着色的上下文</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>概率</translation>
    </message>
    <message>
        <source>Of each token when the context is read back from its digests, given the right ones before it. Underlined: another token is likelier.</source>
        <translation>从摘要向量还原上下文时，各词元在给定其前面的正确词元时的概率。下划线：另有更可能的词元。</translation>
    </message>
    <message>
        <source>Show the attention over this context on the Inspect page</source>
        <translation>在“检视”页显示对此上下文的注意力</translation>
    </message>
</context>
<context>
    <name>icf::ui::KeptText</name>
    <message>
        <source>Token %1 of %2 “%3”: probability %4</source>
        <translation>第 %1 个词元（共 %2 个）“%3”：概率 %4</translation>
    </message>
</context>
<context>
    <name>icf::ui::Launcher</name>
    <message>
        <source>Several processes need Open MPI&apos;s mpirun (Debian: openmpi-bin).</source>
        <translation>使用多个进程需要 Open MPI 的 mpirun（Debian：openmpi-bin）。</translation>
    </message>
    <message>
        <source>This program was built without MPI.</source>
        <translation>本程序构建时没有 MPI。</translation>
    </message>
</context>
<context>
    <name>icf::ui::LengthHistogram</name>
    <message>
        <source>Shortest %1, median %2, longest %3 tokens</source>
        <translation>最短 %1，中位 %2，最长 %3 个词元</translation>
    </message>
    <message numerus="yes">
        <source>%1 to %2 tokens: %n row(s)</source>
        <translation>
            <numerusform>%1 至 %2 个词元：%n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Context length (tokens)</source>
        <translation>上下文长度（词元）</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Rows by context length</source>
        <translation>按上下文长度统计的行数</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>%1 %2: %3 % are longer</source>
        <translation>%1 %2：%3 % 更长</translation>
    </message>
    <message>
        <source>Answer length (tokens)</source>
        <translation>回答长度（词元）</translation>
    </message>
    <message>
        <source>Rows by answer length</source>
        <translation>按回答长度统计的行数</translation>
    </message>
</context>
<context>
    <name>icf::ui::LicenceDialog</name>
    <message>
        <source>Licence texts</source>
        <translation>许可证文本</translation>
    </message>
    <message>
        <source>Find in the licences</source>
        <translation>在许可证中查找</translation>
    </message>
</context>
<context>
    <name>icf::ui::LivePanel</name>
    <message>
        <source>Step %1: validation loss %2</source>
        <translation>第 %1 步：验证损失 %2</translation>
    </message>
    <message>
        <source>Wrote %1 (step %2, %3)</source>
        <translation>已写入 %1（第 %2 步，%3）</translation>
    </message>
    <message>
        <source>%1: starting</source>
        <translation>%1：正在开始</translation>
    </message>
    <message numerus="yes">
        <source>%1 samples per epoch, %2 trainable parameters, %3 on %4, %n thread(s)</source>
        <translation>
            <numerusform>每个轮次 %1 个样本，%2 个可训练参数，%3，设备 %4，%n 个线程</numerusform>
        </translation>
    </message>
    <message>
        <source>Resumed after step %1</source>
        <translation>从第 %1 步之后恢复</translation>
    </message>
    <message>
        <source>Left out: %1 duplicates, %2 rows for their language, %3 unusable lines</source>
        <translation>已略去：%1 个重复，%2 行因语言，%3 行不可用</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Finished: %1 steps in %2.</source>
        <translation>已完成：%1 步，用时 %2。</translation>
    </message>
    <message>
        <source>Stopped after %1 steps.</source>
        <translation>在 %1 步后停止。</translation>
    </message>
    <message>
        <source>Peak memory %1.</source>
        <translation>峰值内存 %1。</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) skipped because a number was not finite.</source>
        <translation>
            <numerusform>因出现非有限数值跳过了 %n 步。</numerusform>
        </translation>
    </message>
    <message>
        <source>No checkpoint was written.</source>
        <translation>没有写入检查点。</translation>
    </message>
    <message>
        <source>Compare answers</source>
        <translation>比较回答</translation>
    </message>
    <message>
        <source>Queue (%1)</source>
        <translation>队列（%1）</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>error: </source>
        <translation>错误：</translation>
    </message>
    <message>
        <source>warning: </source>
        <translation>警告：</translation>
    </message>
    <message>
        <source>Train a compressor, watch it learn, compare the answers</source>
        <translation>训练压缩器，观察学习过程，比较回答</translation>
    </message>
    <message>
        <source>An In-Context Former turns a long text into a few digest vectors that a frozen language model reads in place of the text. Set up a run on the left and press Start: loss, gradient norm and held-out answers appear here while it trains.</source>
        <translation>In-Context Former 把长文本变成少量摘要向量，由冻结的语言模型代替文本读取。请在左侧设置运行并按“开始”：训练时此处会显示损失、梯度范数和对保留问题的回答。</translation>
    </message>
    <message>
        <source>The demo brings its own small language model and data: about a minute of training on two cores.</source>
        <translation>演示自带一个小型语言模型和数据：在两个核心上训练约一分钟。</translation>
    </message>
    <message>
        <source>Run the demo</source>
        <translation>运行演示</translation>
    </message>
    <message>
        <source>Held-out answers</source>
        <translation>保留问题的回答</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Queue of runs</source>
        <translation>运行队列</translation>
    </message>
    <message>
        <source>Continue the queue</source>
        <translation>继续队列</translation>
    </message>
    <message>
        <source>Run earlier</source>
        <translation>提前运行</translation>
    </message>
    <message>
        <source>Run later</source>
        <translation>推后运行</translation>
    </message>
    <message>
        <source>Take out of the queue</source>
        <translation>移出队列</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Throw away the last %1 of training? Checkpoints already written stay.</source>
        <translation>放弃最近 %1 的训练？已写入的检查点会保留。</translation>
    </message>
    <message>
        <source>%1, attention on the diagonal %2</source>
        <translation>%1，对角线上的注意力 %2</translation>
    </message>
    <message numerus="yes">
        <source>The queue is held because you stopped a run: %n run(s) wait.</source>
        <translation>
            <numerusform>您停止了一个运行，队列已暂停：%n 个运行在等待。</numerusform>
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
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>IC-Former Studio</source>
        <translation>IC-Former Studio</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>About IC-Former Studio</source>
        <translation>关于 IC-Former Studio</translation>
    </message>
    <message>
        <source>Narrow side bar</source>
        <translation>窄侧边栏</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>暂无</translation>
    </message>
    <message>
        <source>Recent runs</source>
        <translation>最近的运行</translation>
    </message>
    <message>
        <source>Report a problem…</source>
        <translation>报告问题…</translation>
    </message>
    <message>
        <source>Another window of the studio is open: the one closed last keeps its settings.</source>
        <translation>另有一个工作室窗口已打开：最后关闭的窗口会保存其设置。</translation>
    </message>
    <message>
        <source>Appearance, language, shortcuts, help</source>
        <translation>外观、语言、快捷键、帮助</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Follow system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>NVIDIA GPU…</source>
        <translation>NVIDIA GPU…</translation>
    </message>
</context>
<context>
    <name>icf::ui::MessageBar</name>
    <message>
        <source>Close the message</source>
        <translation>关闭消息</translation>
    </message>
</context>
<context>
    <name>icf::ui::MetricPlot</name>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 个词元</translation>
    </message>
    <message numerus="yes">
        <source>… %n more</source>
        <translation>
            <numerusform>……另有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (average %2)</source>
        <translation>%1（平均 %2）</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Context tokens</source>
        <translation>上下文词元</translation>
    </message>
    <message>
        <source>Training time (s)</source>
        <translation>训练时间（秒）</translation>
    </message>
    <message>
        <source>Training time (h:min:s)</source>
        <translation>训练时间（时:分:秒）</translation>
    </message>
    <message numerus="yes">
        <source>mean %1 ± %2
%n run(s)</source>
        <translation>
            <numerusform>均值 %1 ± %2
%n 个运行</numerusform>
        </translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>轮次 %1</translation>
    </message>
    <message>
        <source>Date and time</source>
        <translation>日期和时间</translation>
    </message>
</context>
<context>
    <name>icf::ui::ModelBar</name>
    <message>
        <source>%1 + %2 parameters</source>
        <comment>language model + compressor</comment>
        <translation>%1 + %2 个参数</translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation>%1 个参数</translation>
    </message>
    <message>
        <source>Choose a language model.</source>
        <translation>请选择语言模型。</translation>
    </message>
    <message>
        <source>Opens when needed</source>
        <translation>需要时打开</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>正在打开…</translation>
    </message>
    <message>
        <source>Cannot be opened</source>
        <translation>无法打开</translation>
    </message>
    <message>
        <source>&amp;Language model</source>
        <translation>语言模型(&amp;L)</translation>
    </message>
    <message>
        <source>Compressor chec&amp;kpoint</source>
        <translation>压缩器检查点(&amp;K)</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Folder of the language model</source>
        <translation>语言模型的文件夹</translation>
    </message>
    <message>
        <source>Language model</source>
        <translation>语言模型</translation>
    </message>
    <message>
        <source>Folder of the compressor checkpoint</source>
        <translation>压缩器检查点的文件夹</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Compressor checkpoint</source>
        <translation>压缩器检查点</translation>
    </message>
    <message>
        <source>auto, cpu, cuda, cuda:0 … or mps</source>
        <translation>auto、cpu、cuda、cuda:0 ……或 mps</translation>
    </message>
    <message>
        <source>Show the Models page</source>
        <translation>显示“模型”页</translation>
    </message>
    <message>
        <source>dtype of the computation. auto: bfloat16 where the device computes it natively, else float32. int8 and int4: as auto, with the language model&apos;s weights rounded to 8 or 4 bits, on the CPU only: less memory, and answers that differ a little.</source>
        <translation>计算的数据类型。auto：设备原生支持时用 bfloat16，否则用 float32。int8 和 int4：同 auto，但语言模型的权重取整为 8 位或 4 位，仅限 CPU：占用更少内存，回答略有不同。</translation>
    </message>
</context>
<context>
    <name>icf::ui::ModelTable</name>
    <message>
        <source>Language model</source>
        <translation>语言模型</translation>
    </message>
    <message>
        <source>Compressor</source>
        <translation>压缩器</translation>
    </message>
    <message>
        <source>not usable</source>
        <translation>不可用</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>已选择</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>匹配</translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation>不匹配</translation>
    </message>
    <message numerus="yes">
        <source>%n digest(s)</source>
        <translation>
            <numerusform>%n 个摘要向量</numerusform>
        </translation>
    </message>
    <message>
        <source>vocab %1</source>
        <translation>词表 %1</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>隐藏维度</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层数</translation>
    </message>
    <message>
        <source>Vocab or digests</source>
        <translation>词表或摘要向量</translation>
    </message>
    <message>
        <source>With the chosen model</source>
        <translation>与所选模型</translation>
    </message>
</context>
<context>
    <name>icf::ui::ModelsPage</name>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>List the models and checkpoints below a folder; nothing is copied</source>
        <translation>列出文件夹下的模型和检查点；不复制任何内容</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Folders that are looked through</source>
        <translation>要查看的文件夹</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter the folders</source>
        <translation>筛选文件夹</translation>
    </message>
    <message>
        <source>Models and checkpoints</source>
        <translation>模型与检查点</translation>
    </message>
    <message>
        <source>Choose a folder to see what it holds and what it fits.</source>
        <translation>选择一个文件夹，查看其内容及与什么匹配。</translation>
    </message>
    <message>
        <source>Use as the language model</source>
        <translation>用作语言模型</translation>
    </message>
    <message>
        <source>Use as the compressor</source>
        <translation>用作压缩器</translation>
    </message>
    <message>
        <source>Compare with it</source>
        <translation>用它比较</translation>
    </message>
    <message>
        <source>Inspect it</source>
        <translation>检视</translation>
    </message>
    <message>
        <source>A folder with models or checkpoints</source>
        <translation>含模型或检查点的文件夹</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Model and checkpoint folders, and which fit together</source>
        <translation>模型和检查点文件夹，以及哪些彼此匹配</translation>
    </message>
    <message>
        <source>Take out %1</source>
        <translation>移除 %1</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>隐藏维度</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层数</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>注意力头数</translation>
    </message>
    <message>
        <source>Key/value heads</source>
        <translation>键/值头数</translation>
    </message>
    <message>
        <source>Intermediate</source>
        <translation>中间维度</translation>
    </message>
    <message>
        <source>Vocab</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>Digests per chunk</source>
        <translation>每块摘要向量数</translation>
    </message>
    <message>
        <source>Longest input</source>
        <translation>最长输入</translation>
    </message>
    <message>
        <source>Tokenizer</source>
        <translation>分词器</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Fine-tuned</source>
        <translation>已微调</translation>
    </message>
    <message>
        <source>Fits %1.</source>
        <translation>与 %1 匹配。</translation>
    </message>
    <message>
        <source>Does not fit %1: %2</source>
        <translation>与 %1 不匹配：%2</translation>
    </message>
    <message>
        <source>Choose a language model to see whether this compressor fits it.</source>
        <translation>选择语言模型以查看此压缩器是否匹配。</translation>
    </message>
    <message>
        <source>%1 fits</source>
        <translation>%1 匹配</translation>
    </message>
    <message>
        <source>%1 does not fit: %2</source>
        <translation>%1 不匹配：%2</translation>
    </message>
    <message>
        <source>No compressor is listed.</source>
        <translation>没有列出压缩器。</translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s)</source>
        <translation>
            <numerusform>%n 个文件夹</numerusform>
        </translation>
    </message>
    <message>
        <source>Rotary positions</source>
        <translation>旋转位置</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Head size</source>
        <translation>头维度</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Sliding window</source>
        <translation>滑动窗口</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>输出层</translation>
    </message>
    <message>
        <source>tied to the embedding</source>
        <translation>与嵌入共享</translation>
    </message>
    <message>
        <source>of its own</source>
        <translation>独立</translation>
    </message>
    <message>
        <source>Rescan</source>
        <translation>重新扫描</translation>
    </message>
    <message>
        <source>No model found. Add the folder of a language model (Hugging Face layout, or a GGUF file) or of a compressor checkpoint.</source>
        <translation>没有找到模型。请添加语言模型（Hugging Face 格式或 GGUF 文件）或压缩器检查点的文件夹。</translation>
    </message>
    <message>
        <source>yes: it can answer questions</source>
        <translation>是：可以回答问题</translation>
    </message>
    <message>
        <source>no: only pre-trained, to repeat text</source>
        <translation>否：仅预训练，用于复述文本</translation>
    </message>
    <message>
        <source>Scanning…</source>
        <translation>正在扫描…</translation>
    </message>
</context>
<context>
    <name>icf::ui::OptionForm</name>
    <message>
        <source>change of %1</source>
        <translation>更改 %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>icf::ui::OptionRow</name>
    <message>
        <source>From %1 to %2.</source>
        <translation>从 %1 到 %2。</translation>
    </message>
    <message>
        <source>Changed; before: %1</source>
        <translation>已更改；之前：%1</translation>
    </message>
</context>
<context>
    <name>icf::ui::PromptSetPanel</name>
    <message>
        <source>%1 of %2 asked</source>
        <translation>已提问 %1 / %2</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n prompt(s)</source>
        <translation>
            <numerusform>%1：%n 个提示</numerusform>
        </translation>
    </message>
    <message>
        <source>Ask the first</source>
        <translation>提问前</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Ask these prompts one after the other; every answer is kept in the history</source>
        <translation>依次提问这些提示；所有回答都保留在历史中</translation>
    </message>
    <message>
        <source>Close the prompt set</source>
        <translation>关闭提示集</translation>
    </message>
    <message>
        <source>Prompts asked</source>
        <translation>已提问的提示</translation>
    </message>
    <message>
        <source>Means of the prompt set</source>
        <translation>提示集的平均值</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>已回答</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Exact</source>
        <translation>精确</translation>
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
        <translation>读取的向量</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>首个词元</translation>
    </message>
    <message>
        <source>Tokens/s</source>
        <translation>词元/秒</translation>
    </message>
</context>
<context>
    <name>icf::ui::PromptTemplateDialog</name>
    <message>
        <source>&amp;Begin with the model&apos;s bos token</source>
        <translation>以模型的 bos 标记开头(&amp;B)</translation>
    </message>
    <message>
        <source>Prompt template</source>
        <translation>提示模板</translation>
    </message>
    <message>
        <source>Your own texts</source>
        <translation>自己的文本</translation>
    </message>
    <message>
        <source>Te&amp;mplate</source>
        <translation>模板(&amp;M)</translation>
    </message>
    <message>
        <source>The whole prompt</source>
        <translation>完整的提示</translation>
    </message>
    <message>
        <source>&amp;Prefix, before the context</source>
        <translation>前缀，在上下文之前(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Lead, before the question</source>
        <translation>引导语，在问题之前(&amp;L)</translation>
    </message>
    <message>
        <source>P&amp;ostfix, before the answer</source>
        <translation>后缀，在回答之前(&amp;O)</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>The compressor&apos;s: %1</source>
        <translation>压缩器的：%1</translation>
    </message>
    <message>
        <source>The language model&apos;s: %1</source>
        <translation>语言模型的：%1</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save your own texts as a file to use them.</source>
        <translation>将自己的文本保存为文件后即可使用。</translation>
    </message>
    <message>
        <source>⟨context⟩</source>
        <translation>⟨上下文⟩</translation>
    </message>
    <message>
        <source>⟨question⟩</source>
        <translation>⟨问题⟩</translation>
    </message>
    <message>
        <source>⟨answer⟩</source>
        <translation>⟨回答⟩</translation>
    </message>
    <message>
        <source>Save the prompt template</source>
        <translation>保存提示模板</translation>
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
        <translation>%1 个词元</translation>
    </message>
    <message>
        <source>counting…</source>
        <translation>正在计数…</translation>
    </message>
    <message>
        <source>&amp;Context</source>
        <translation>上下文(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Prompt</source>
        <translation>提示(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Reference answer (optional)</source>
        <translation>参考答案（可选）(&amp;R)</translation>
    </message>
    <message>
        <source>Fill in an example</source>
        <translation>填入示例</translation>
    </message>
    <message>
        <source>A held-out text and question of the demo</source>
        <translation>演示中保留的一段文本和问题</translation>
    </message>
    <message>
        <source>Paste a text, or drop a file here.</source>
        <translation>粘贴文本，或将文件拖放到此处。</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>The text that the model is asked about</source>
        <translation>向模型提问所依据的文本</translation>
    </message>
    <message>
        <source>Ask something about the text.</source>
        <translation>就文本提一个问题。</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>The question, without a template</source>
        <translation>问题，不含模板</translation>
    </message>
    <message>
        <source>Answers are scored against it.</source>
        <translation>据此为回答评分。</translation>
    </message>
    <message>
        <source>Reference answer</source>
        <translation>参考答案</translation>
    </message>
</context>
<context>
    <name>icf::ui::QueueModel</name>
    <message>
        <source>pre-train</source>
        <translation>预训练</translation>
    </message>
    <message>
        <source>fine-tune</source>
        <translation>微调</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation>失败：%1</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>正在开始</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>stopping, saving</source>
        <translation>正在停止并保存</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>stopped, saved</source>
        <translation>已停止并保存</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
</context>
<context>
    <name>icf::ui::RatioPlot</name>
    <message>
        <source>Context tokens per vector read</source>
        <translation>每个读取向量对应的上下文词元</translation>
    </message>
    <message>
        <source>The table of systems holds the same values.</source>
        <translation>系统表中含有相同的数值。</translation>
    </message>
    <message>
        <source>Quality of the systems</source>
        <translation>各系统的质量</translation>
    </message>
</context>
<context>
    <name>icf::ui::ReconstructionModel</name>
    <message>
        <source>Position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Chunk</source>
        <translation>分块</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>原文</translation>
    </message>
    <message>
        <source>Teacher-forced</source>
        <translation>教师强制</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>概率</translation>
    </message>
    <message>
        <source>Free-running</source>
        <translation>自由生成</translation>
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
        <translation>%1 个词元 · 每词元损失 %2 · 教师强制正确 %3 · 自由生成正确 %4 · %5</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>完全一致</translation>
    </message>
    <message>
        <source>not exact</source>
        <translation>不完全一致</translation>
    </message>
    <message>
        <source>As a table</source>
        <translation>以表格显示</translation>
    </message>
    <message>
        <source>Show the tokens as a table</source>
        <translation>以表格显示词元</translation>
    </message>
    <message>
        <source>Original, teacher-forced and free-running text</source>
        <translation>原文、教师强制文本和自由生成文本</translation>
    </message>
    <message>
        <source>Reconstruction, token by token</source>
        <translation>逐词元重建</translation>
    </message>
</context>
<context>
    <name>icf::ui::ReportDialog</name>
    <message>
        <source>Keep names of files and folders</source>
        <translation>保留文件和文件夹的名称</translation>
    </message>
    <message>
        <source>Keep my texts: the question on the Compare page, and what messages quote</source>
        <translation>保留我的文本：“比较”页的问题，以及消息中引用的内容</translation>
    </message>
    <message>
        <source>Report a problem</source>
        <translation>报告问题</translation>
    </message>
    <message>
        <source>This makes a file that you can attach to a report. Nothing is sent; read below what it holds.</source>
        <translation>这会生成一个可附在报告中的文件。不会发送任何内容；下面可以看到其中的全部内容。</translation>
    </message>
    <message>
        <source>What did you do, what did you expect, what happened?</source>
        <translation>您做了什么、期望什么、发生了什么？</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>发生了什么</translation>
    </message>
    <message>
        <source>The report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <source>Wrote %1</source>
        <translation>已写入 %1</translation>
    </message>
</context>
<context>
    <name>icf::ui::ResultsView</name>
    <message>
        <source>All settings</source>
        <translation>所有设置</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>First</source>
        <translation>第一个</translation>
    </message>
    <message>
        <source>Second</source>
        <translation>第二个</translation>
    </message>
    <message>
        <source>First − second</source>
        <translation>第一个 − 第二个</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95 % 区间</translation>
    </message>
    <message>
        <source>p</source>
        <translation>p</translation>
    </message>
    <message>
        <source>best</source>
        <translation>最好</translation>
    </message>
    <message>
        <source>worst</source>
        <translation>最差</translation>
    </message>
    <message>
        <source>random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Shown as</source>
        <translation>显示类别</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>参考</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message numerus="yes">
        <source>after %n question(s)</source>
        <translation>
            <numerusform>%n 个问题之后</numerusform>
        </translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Digests</source>
        <translation>摘要向量</translation>
    </message>
    <message>
        <source>Compress</source>
        <translation>压缩</translation>
    </message>
    <message>
        <source>Prefill digests</source>
        <translation>预填充摘要向量</translation>
    </message>
    <message>
        <source>Prefill full</source>
        <translation>预填充完整文本</translation>
    </message>
    <message>
        <source>Decode after digests</source>
        <translation>摘要向量后的解码</translation>
    </message>
    <message>
        <source>Decode after full</source>
        <translation>完整文本后的解码</translation>
    </message>
    <message>
        <source>Cache, digests</source>
        <translation>缓存，摘要向量</translation>
    </message>
    <message>
        <source>Cache, full</source>
        <translation>缓存，完整</translation>
    </message>
    <message>
        <source>Compressing: operations</source>
        <translation>压缩：运算量</translation>
    </message>
    <message>
        <source>Peak memory</source>
        <translation>峰值内存</translation>
    </message>
    <message>
        <source>Pays against reading again</source>
        <translation>相对重新读取的收益点</translation>
    </message>
    <message>
        <source>Pays against a kept cache</source>
        <translation>相对保留缓存的收益点</translation>
    </message>
    <message>
        <source>Add the task cost to measure times, cache and the break-even.</source>
        <translation>添加 cost 任务以测量时间、缓存和收支平衡点。</translation>
    </message>
    <message>
        <source>Medians. Compressing pays after so many questions about one context.</source>
        <translation>中位数。对同一上下文提出这么多问题后，压缩开始划算。</translation>
    </message>
    <message>
        <source>Tas&amp;k</source>
        <translation>任务(&amp;T)</translation>
    </message>
    <message>
        <source>S&amp;etting</source>
        <translation>设置(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Metric</source>
        <translation>指标(&amp;M)</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Systems</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Paired comparisons</source>
        <translation>配对比较</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>开销</translation>
    </message>
</context>
<context>
    <name>icf::ui::RowModel</name>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
</context>
<context>
    <name>icf::ui::RunDetails</name>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Held-out answers</source>
        <translation>保留问题的回答</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Options that differ</source>
        <translation>不同的选项</translation>
    </message>
    <message>
        <source>Compare answers</source>
        <translation>比较回答</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>检视</translation>
    </message>
    <message>
        <source>Tags, separated by commas</source>
        <translation>标签，以逗号分隔</translation>
    </message>
</context>
<context>
    <name>icf::ui::RunHeader</name>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>loading data and models</source>
        <translation>正在载入数据和模型</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>stopping, writing a checkpoint</source>
        <translation>正在停止并写入检查点</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>%1 of %2 samples</source>
        <translation>%2 个样本中的 %1 个</translation>
    </message>
    <message>
        <source>epoch %1 of %2: %3 of %4</source>
        <translation>第 %1 轮（共 %2 轮）：%3 / %4</translation>
    </message>
    <message>
        <source>Step %1: %2 % of the label tokens right under teacher forcing, %3 rows</source>
        <translation>第 %1 步：教师强制下标签词元正确率 %2 %，%3 行</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation>验证损失</translation>
    </message>
    <message>
        <source>Samples/s</source>
        <translation>样本/秒</translation>
    </message>
    <message>
        <source>Tokens/s</source>
        <translation>词元/秒</translation>
    </message>
    <message>
        <source>Elapsed</source>
        <translation>已用时间</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>Stop and save</source>
        <translation>停止并保存</translation>
    </message>
    <message>
        <source>Write a checkpoint, then end the run (Ctrl+.)</source>
        <translation>写入检查点后结束运行（Ctrl+.）</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>End the run at once; work since the last checkpoint is lost</source>
        <translation>立即结束运行；上一个检查点之后的工作将丢失</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>Write a checkpoint now and go on (Ctrl+K)</source>
        <translation>立即写入检查点并继续（Ctrl+K）</translation>
    </message>
    <message>
        <source>Pause or resume the training (Ctrl+P)</source>
        <translation>暂停或继续训练（Ctrl+P）</translation>
    </message>
    <message>
        <source>Open the run&apos;s folder</source>
        <translation>打开运行的文件夹</translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation>运行进度</translation>
    </message>
    <message>
        <source>Progress of the epoch</source>
        <translation>轮次进度</translation>
    </message>
    <message>
        <source>Attention on the diagonal: %1 (a sign of convergence in pre-training)</source>
        <translation>对角线上的注意力：%1（预训练收敛的标志）</translation>
    </message>
</context>
<context>
    <name>icf::ui::Runner</name>
    <message>
        <source>Not enough memory. Use shorter contexts or a smaller micro-batch size.</source>
        <translation>内存不足。请使用更短的上下文或更小的微批次大小。</translation>
    </message>
    <message>
        <source>Unknown error in the computation.</source>
        <translation>计算中出现未知错误。</translation>
    </message>
    <message>
        <source>Not enough memory on the GPU. Use shorter contexts or a smaller micro-batch size, or end other programs that use it.</source>
        <translation>GPU 内存不足。请使用更短的上下文或更小的微批次大小，或结束占用它的其他程序。</translation>
    </message>
</context>
<context>
    <name>icf::ui::RunsModel</name>
    <message>
        <source>training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
</context>
<context>
    <name>icf::ui::RunsPage</name>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>All runs of this computer: curves, options, checkpoints</source>
        <translation>本机的所有运行：曲线、选项、检查点</translation>
    </message>
    <message>
        <source>List the runs of a folder</source>
        <translation>列出文件夹中的运行</translation>
    </message>
    <message>
        <source>Rename the run</source>
        <translation>重命名运行</translation>
    </message>
    <message>
        <source>New name</source>
        <translation>新名称</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message numerus="yes">
        <source>Moved %n run(s) (%1) to the trash.</source>
        <translation>
            <numerusform>已将 %n 个运行（%1）移至回收站。</numerusform>
        </translation>
    </message>
    <message>
        <source>Find runs</source>
        <translation>查找运行</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>已归档</translation>
    </message>
    <message>
        <source>Show archived runs too</source>
        <translation>同时显示已归档的运行</translation>
    </message>
    <message>
        <source>No runs yet</source>
        <translation>尚无运行</translation>
    </message>
    <message>
        <source>A run is a folder with its settings, curves, answers and checkpoints. Runs started here or on the command line appear in this list by themselves. Other folders can be added or dropped here.</source>
        <translation>一次运行就是一个文件夹，含其设置、曲线、回答和检查点。在此或命令行启动的运行会自动出现在列表中。也可以添加其他文件夹或拖放到此处。</translation>
    </message>
    <message>
        <source>Set up a run</source>
        <translation>设置运行</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Open the run&apos;s folder</source>
        <translation>打开运行的文件夹</translation>
    </message>
    <message>
        <source>Duplicate settings</source>
        <translation>复制设置</translation>
    </message>
    <message>
        <source>Set up a new run with these settings</source>
        <translation>用这些设置新建运行</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Rename the run&apos;s folder</source>
        <translation>重命名运行的文件夹</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>归档</translation>
    </message>
    <message>
        <source>Hide from the list, or show again</source>
        <translation>从列表中隐藏或重新显示</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>移至回收站</translation>
    </message>
    <message>
        <source>Move the run&apos;s folder to the trash</source>
        <translation>将运行的文件夹移至回收站</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>List the runs of another folder too</source>
        <translation>同时列出另一个文件夹的运行</translation>
    </message>
    <message>
        <source>This run has no checkpoint to resume from</source>
        <translation>此运行没有可继续的检查点</translation>
    </message>
    <message>
        <source>Resume this run</source>
        <translation>继续此运行</translation>
    </message>
    <message>
        <source>Names of the runs</source>
        <translation>运行的名称</translation>
    </message>
    <message>
        <source>Columns…</source>
        <translation>列…</translation>
    </message>
    <message>
        <source>Choose what the table shows of the runs</source>
        <translation>选择表格显示运行的哪些内容</translation>
    </message>
    <message>
        <source>Hide &quot;%1&quot;</source>
        <translation>隐藏“%1”</translation>
    </message>
    <message>
        <source>Export as CSV</source>
        <translation>导出为 CSV</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Wrote %1</source>
        <translation>已写入 %1</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Write the table as CSV: these columns and rows, in this order</source>
        <translation>将表格写为 CSV：这些列和行，按此顺序</translation>
    </message>
</context>
<context>
    <name>icf::ui::SamplesModel</name>
    <message>
        <source>(repeat the context)</source>
        <translation>（复述上下文）</translation>
    </message>
    <message>
        <source>Held-out question</source>
        <translation>保留问题</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>期望</translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation>第 %1 步</translation>
    </message>
</context>
<context>
    <name>icf::ui::SamplesView</name>
    <message>
        <source>Held-out answers</source>
        <translation>保留问题的回答</translation>
    </message>
    <message>
        <source>Answers to held-out questions at each validation; double click to compare with the full context</source>
        <translation>每次验证时对保留问题的回答；双击可与完整上下文比较</translation>
    </message>
    <message>
        <source>Answers to held-out questions appear here at each validation, when validation data is set.</source>
        <translation>设置验证数据后，每次验证时此处会显示对保留问题的回答。</translation>
    </message>
</context>
<context>
    <name>icf::ui::SessionMessage</name>
    <message>
        <source>Choose the folder of a language model above, or look for one on the Models page.</source>
        <translation>请在上方选择语言模型的文件夹，或在“模型”页查找。</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
</context>
<context>
    <name>icf::ui::SettingsPanel</name>
    <message>
        <source>temperature %1, seed %2</source>
        <translation>温度 %1，种子 %2</translation>
    </message>
    <message>
        <source>greedy</source>
        <translation>贪心</translation>
    </message>
    <message numerus="yes">
        <source>at most %n token(s)</source>
        <translation>
            <numerusform>最多 %n 个词元</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>chunks of %n token(s)</source>
        <translation>
            <numerusform>每块 %n 个词元</numerusform>
        </translation>
    </message>
    <message>
        <source>no chunks</source>
        <translation>不分块</translation>
    </message>
    <message>
        <source>Chunks</source>
        <translation>分块</translation>
    </message>
    <message>
        <source>Longest chunk</source>
        <translation>最长分块</translation>
    </message>
    <message>
        <source>Longest answer</source>
        <translation>最长回答</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
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
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Compress in chunks</source>
        <translation>分块压缩</translation>
    </message>
    <message>
        <source>Cut a long context into equal chunks, compress each and join the digests.</source>
        <translation>把长上下文切成等长的块，分别压缩后把摘要向量连接起来。</translation>
    </message>
    <message>
        <source>Largest number of context tokens in one chunk.</source>
        <translation>一个分块中上下文词元的最大数量。</translation>
    </message>
    <message>
        <source>Seed of the random choice of tokens; the same for every column.</source>
        <translation>随机选择词元的种子；所有列相同。</translation>
    </message>
    <message>
        <source>Largest number of tokens to generate.</source>
        <translation>最多生成的词元数。</translation>
    </message>
    <message>
        <source>0: always the most likely token; higher: more random.</source>
        <translation>0：总是取最可能的词元；越大越随机。</translation>
    </message>
    <message>
        <source>Sample only from the most likely tokens whose probabilities add up to this.</source>
        <translation>只从概率之和达到此值的最可能词元中采样。</translation>
    </message>
    <message>
        <source>Sample only from this many of the most likely tokens. 0: all.</source>
        <translation>只从这么多个最可能的词元中采样。0：全部。</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
</context>
<context>
    <name>icf::ui::ShortcutsDialog</name>
    <message>
        <source>Everywhere</source>
        <translation>全局</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter the shortcuts</source>
        <translation>筛选快捷键</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
</context>
<context>
    <name>icf::ui::SmallPlot</name>
    <message>
        <source>Values as a table</source>
        <translation>以表格显示数值</translation>
    </message>
</context>
<context>
    <name>icf::ui::SystemModel</name>
    <message numerus="yes">
        <source>95 % interval over %n run(s)</source>
        <translation>
            <numerusform>%n 次运行的 95 % 区间</numerusform>
        </translation>
    </message>
    <message>
        <source>95 % interval over the examples</source>
        <translation>各示例的 95 % 区间</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>压缩比</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>%1 of %2 examples. The others:</source>
        <translation>%1 / %2 个样本。其余：</translation>
    </message>
</context>
<context>
    <name>icf::ui::TokenCounter</name>
    <message>
        <source>Choose a language model to count tokens.</source>
        <translation>选择语言模型以计算词元数。</translation>
    </message>
</context>
<context>
    <name>icf::ui::TokenMeter</name>
    <message>
        <source>Tokens read</source>
        <translation>读取的词元</translation>
    </message>
    <message>
        <source>template %1</source>
        <translation>模板 %1</translation>
    </message>
    <message>
        <source>digests %1</source>
        <translation>摘要向量 %1</translation>
    </message>
    <message>
        <source>vectors %1</source>
        <translation>向量 %1</translation>
    </message>
    <message>
        <source>context %1</source>
        <translation>上下文 %1</translation>
    </message>
    <message>
        <source>prompt %1</source>
        <translation>提示 %1</translation>
    </message>
</context>
<context>
    <name>icf::ui::TokenView</name>
    <message>
        <source>number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>function word</source>
        <translation>虚词</translation>
    </message>
    <message>
        <source>rare word</source>
        <translation>罕见词</translation>
    </message>
    <message>
        <source>common word</source>
        <translation>常见词</translation>
    </message>
    <message>
        <source>other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>不超过 %1</translation>
    </message>
    <message>
        <source>above</source>
        <translation>以上</translation>
    </message>
    <message>
        <source>more</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Share right</source>
        <translation>正确比例</translation>
    </message>
    <message>
        <source>Kind of word</source>
        <translation>词的种类</translation>
    </message>
    <message>
        <source>Surprisal without the context (nats)</source>
        <translation>无上下文时的惊异度（纳特）</translation>
    </message>
    <message>
        <source>Place in the text (token)</source>
        <translation>在文本中的位置（词元）</translation>
    </message>
    <message>
        <source>Distance from the chunk&apos;s edge (tokens)</source>
        <translation>到分块边缘的距离（词元）</translation>
    </message>
    <message>
        <source>&amp;Right by</source>
        <translation>正确率按(&amp;R)</translation>
    </message>
    <message>
        <source>Right by</source>
        <translation>正确率按</translation>
    </message>
    <message>
        <source>This task has no such figures. Places and chunk edges come with autoencoding and the ladder.</source>
        <translation>该任务没有这类数据。位置和分块边缘只在自编码和随机性阶梯中给出。</translation>
    </message>
    <message>
        <source>Share of tokens right</source>
        <translation>正确词元的比例</translation>
    </message>
    <message>
        <source>The table below holds the same values.</source>
        <translation>下面的表格含有相同的数值。</translation>
    </message>
</context>
<context>
    <name>icf::ui::TrainPage</name>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Set up a run, start it and watch it learn</source>
        <translation>设置并启动运行，观察其学习</translation>
    </message>
    <message>
        <source>Another run of the queue writes into this run folder. Choose another one.</source>
        <translation>队列中的另一个运行正在写入此运行文件夹。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>Unfinished run</source>
        <translation>未完成的运行</translation>
    </message>
    <message>
        <source>Resume it</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Added to the queue</source>
        <translation>已加入队列</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>已开始</translation>
    </message>
    <message>
        <source>demo</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>settings of %1</source>
        <translation>%1 的设置</translation>
    </message>
    <message>
        <source>%1 is neither settings, data nor a model</source>
        <translation>%1 既不是设置、数据，也不是模型</translation>
    </message>
    <message>
        <source>Training is under way</source>
        <translation>训练正在进行</translation>
    </message>
    <message>
        <source>Save a checkpoint before quitting, so that the run can be resumed?</source>
        <translation>退出前是否保存检查点，以便以后继续运行？</translation>
    </message>
    <message>
        <source>The run is still loading or stopping. Quit all the same?</source>
        <translation>运行仍在载入或停止。仍要退出吗？</translation>
    </message>
    <message>
        <source>Save and quit</source>
        <translation>保存并退出</translation>
    </message>
    <message>
        <source>Quit without saving</source>
        <translation>不保存退出</translation>
    </message>
    <message>
        <source>Saving, then quitting</source>
        <translation>正在保存，然后退出</translation>
    </message>
    <message>
        <source>Stopping, then quitting</source>
        <translation>正在停止，然后退出</translation>
    </message>
    <message>
        <source>The run folder holds a run that did not finish. Resume it, or replace it?</source>
        <translation>该运行文件夹中有一个未完成的运行。继续还是替换？</translation>
    </message>
    <message>
        <source>The run folder holds a run that ended before its first checkpoint, so it cannot be resumed. Replace it?</source>
        <translation>该运行文件夹中的运行在第一个检查点之前就结束了，无法继续。是否替换？</translation>
    </message>
</context>
</TS>
