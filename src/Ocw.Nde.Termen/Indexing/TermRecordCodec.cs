using System.Text;

namespace Ocw.Nde.Termen.Indexing;

/// <summary>Writes a <see cref="TermRecord"/> as bytes and reads it back. Years, coordinates, genres and status stand in the fixed facts of the index.</summary>
internal static class TermRecordCodec
{
    // No term is shown under more labels than these when one is to be chosen.
    private const int MaxDisplayed = 1000;

    internal static void Write(TermRecord record, int maxLabelLength, ByteBuffer buffer)
    {
        buffer.WriteText(record.Iri);
        buffer.WriteNumber(record.Labels.Count);

        // Preferred labels come first: whoever only shows the term need not read on.
        for (var kind = TermLabelKind.Preferred; kind <= TermLabelKind.Hidden; kind++)
        {
            foreach (var label in record.Labels)
            {
                if (label.Kind != kind)
                    continue;
                buffer.WriteNumber((int)label.Kind);
                buffer.WriteText(label.Language);
                buffer.WriteText(PreparedTerm.Cut(label.Text, maxLabelLength));
            }
        }

        WriteAll(buffer, record.Notations);
        buffer.WriteNumber(record.Notes.Count);
        foreach (var note in record.Notes)
        {
            buffer.WriteNumber((int)note.Kind);
            buffer.WriteText(note.Language);
            buffer.WriteText(note.Text);
        }

        buffer.WriteNumber(record.Relations.Count);
        foreach (var relation in record.Relations)
        {
            buffer.WriteNumber((int)relation.Kind);
            buffer.WriteText(relation.Iri);
        }

        WriteAll(buffer, record.Schemes);
        WriteAll(buffer, record.Types);
    }

    internal static TermRecord Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        var record = new TermRecord { Iri = reader.Text() };
        for (var n = reader.Number(); n > 0; n--)
        {
            var kind = (TermLabelKind)reader.Number();
            var language = reader.Text();
            record.Labels.Add(new TermLabel(kind, reader.Text(), language));
        }

        ReadAll(ref reader, record.Notations);
        for (var n = reader.Number(); n > 0; n--)
        {
            var kind = (TermNoteKind)reader.Number();
            var language = reader.Text();
            record.Notes.Add(new TermNote(kind, reader.Text(), language));
        }

        for (var n = reader.Number(); n > 0; n--)
            record.Relations.Add(new TermRelation((TermRelationKind)reader.Number(), reader.Text()));
        ReadAll(ref reader, record.Schemes);
        ReadAll(ref reader, record.Types);
        return record;
    }

    /// <summary>The IRI and the labels that one to show is chosen from: the preferred ones, or the next best kind where there are none.</summary>
    internal static (string Iri, List<TermLabel> Labels) ReadLabels(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        var iri = reader.Text();
        var labels = new List<TermLabel>();
        for (var n = Math.Min(reader.Number(), MaxDisplayed); n > 0; n--)
        {
            var kind = (TermLabelKind)reader.Number();
            if (labels.Count > 0 && kind != labels[0].Kind)
                break;
            var language = reader.Text();
            labels.Add(new TermLabel(kind, reader.Text(), language));
        }

        return (iri, labels);
    }

    internal static string ReadIri(ReadOnlySpan<byte> bytes) => new ByteReader(bytes).Text();

    private static void WriteAll(ByteBuffer buffer, IList<string> texts)
    {
        buffer.WriteNumber(texts.Count);
        foreach (var text in texts)
            buffer.WriteText(text);
    }

    private static void ReadAll(ref ByteReader reader, IList<string> texts)
    {
        for (var n = reader.Number(); n > 0; n--)
            texts.Add(reader.Text());
    }
}

/// <summary>A growing array of bytes.</summary>
internal sealed class ByteBuffer(int capacity = 256)
{
    private byte[] _bytes = new byte[capacity];

    internal int Length { get; private set; }

    /// <summary>The array, longer than what is written.</summary>
    internal byte[] Bytes => _bytes;

    internal ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    internal void Clear() => Length = 0;

    internal void WriteNumber(int value)
    {
        Grow(5);
        var rest = (uint)value;
        while (rest >= 0x80)
        {
            _bytes[Length++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        _bytes[Length++] = (byte)rest;
    }

    /// <summary>Length and bytes.</summary>
    internal void WriteText(string text)
    {
        var count = Encoding.UTF8.GetByteCount(text);
        WriteNumber(count);
        Grow(count);
        Length += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(Length));
    }

    /// <summary>The bytes without their length.</summary>
    internal void AppendUtf8(ReadOnlySpan<char> text)
    {
        Grow(Encoding.UTF8.GetMaxByteCount(text.Length));
        Length += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(Length));
    }

    private void Grow(int more)
    {
        if (_bytes.Length - Length >= more)
            return;
        var size = Math.Max((long)_bytes.Length * 2, (long)Length + more);
        if (size > Array.MaxLength)
            size = Array.MaxLength;
        if (size - Length < more)
            throw new TermIndexException($"A terminology source has more than {Array.MaxLength:N0} bytes of labels; split it into several sources.");
        Array.Resize(ref _bytes, (int)size);
    }
}

/// <summary>Reads what <see cref="ByteBuffer"/> wrote.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    internal int Number()
    {
        uint value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var next = _rest[0];
            _rest = _rest[1..];
            value |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
                return (int)value;
        }

        throw new TermIndexException("A number in the term index is damaged; rebuild the index.");
    }

    internal string Text()
    {
        var length = Number();
        var text = Encoding.UTF8.GetString(_rest[..length]);
        _rest = _rest[length..];
        return text;
    }
}
