// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/transfer/sourceranges.h"

WholeBlocks::WholeBlocks(const SourceRange &range, quint64 block)
    : first((range.from + block - 1) / block * block),
      last((range.from + range.bytes) / block * block)
{
    constexpr quint64 smallest = 1 << 20; // below it a copy takes no longer
    if (last < first + smallest)
        last = first;
}

SourceRanges::SourceRanges(const OutputFile &file) : m_file(file), m_to(file.headBytes) { }

SourceRange SourceRanges::next()
{
    if (m_rest.bytes == 0)
        m_rest = nextWhole();
    const quint64 block = m_file.sharedBlock;
    const quint64 end = m_rest.from + m_rest.bytes;
    if (block == 0 || m_rest.recast != nullptr || m_rest.from % block != m_rest.to % block)
        return cut(end, false);
    // First what comes before the whole blocks, then they, then what is left.
    const WholeBlocks blocks(m_rest, block);
    if (blocks.bytes() == 0)
        return cut(end, false);
    return m_rest.from < blocks.first ? cut(blocks.first, false) : cut(blocks.last, true);
}

SourceRange SourceRanges::cut(quint64 end, bool isShared)
{
    SourceRange part = m_rest;
    part.bytes = end - part.from;
    part.isShared = isShared;
    m_rest.from += part.bytes;
    m_rest.to += part.bytes;
    m_rest.bytes -= part.bytes;
    return part;
}

SourceRange SourceRanges::nextWhole()
{
    SourceRange range;
    for (; m_tensor < m_file.tensors.size(); ++m_tensor) {
        const OutputTensor &tensor = m_file.tensors[m_tensor];
        const TensorInfo &input = m_file.inputOf(tensor);
        if (input.bytes() == 0)
            continue;
        const CheckpointFile &file = m_file.sources[static_cast<std::size_t>(input.file)];
        const SourceRange its{file.source.get(), file.position(input), m_to, input.bytes(), false,
            m_file.isRecast(tensor) ? &tensor : nullptr};
        const bool continues = range.recast == nullptr && its.recast == nullptr
            && its.source == range.source && its.from == range.from + range.bytes
            && its.to == range.to + range.bytes;
        if (range.bytes == 0)
            range = its;
        else if (continues)
            range.bytes += its.bytes;
        else
            break;
        m_to += tensor.bytes();
    }
    return range;
}
