using Ocw.Nde.Store.Dictionary;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Log;

/// <summary>The content of a <see cref="LogRecord"/>, in the order that docs/store-format.md gives.</summary>
internal static class LogRecordText
{
    private const int SameSubject = 1;
    private const int SamePredicate = 2;
    private const int SameObject = 4;

    /// <summary>The kinds of what follows a graph's id.</summary>
    private const ulong Gone = 0;
    private const ulong Present = 1;

    internal static ReadOnlySpan<byte> Write(LogRecord record)
    {
        var writer = new ByteWriter();
        writer.Number(record.CommitNumber);
        writer.Number(record.CommittedAt.UtcTicks);
        writer.Number(record.LastBlankNode);
        writer.Number(record.FirstQualifier);
        writer.Number(record.Qualifiers.Count);
        foreach (var qualifier in record.Qualifiers)
            writer.Bytes(qualifier);
        WriteTerms(writer, record);

        writer.Number(record.Graphs.Count);
        foreach (var graph in record.Graphs)
            WriteGraph(writer, graph);

        writer.Number(record.Values.Count);
        foreach (var (key, value) in record.Values)
        {
            writer.Text(key);
            writer.Number(value is null ? Gone : Present);
            writer.Bytes(value);
        }

        writer.Raw([LogFile.EndOfContent]);
        return writer.Written;
    }

    /// <param name="content">The content.</param>
    /// <param name="seed">The seed of the hashes.</param>
    /// <param name="terms">Takes the new terms, which must follow on those that it has.</param>
    /// <exception cref="InvalidDataException">The content is not that of a record, or does not follow.</exception>
    internal static LogRecord Read(ReadOnlySpan<byte> content, ulong seed, DeltaTerms terms)
    {
        var reader = new ByteReader(content);
        var (number, time, lastBlankNode) = (reader.Int64(), ManifestText.Time(reader.Int64()), reader.Number());
        var firstQualifier = (int)Math.Min(reader.Number(), int.MaxValue);
        var qualifiers = ManifestText.ReadQualifiers(ref reader);
        var firstOrdinal = reader.Number();
        if (firstOrdinal != terms.EndOrdinal)
            throw new InvalidDataException($"the new terms begin at {firstOrdinal}, not at {terms.EndOrdinal}");
        ReadTerms(ref reader, terms, seed);
        var graphs = new GraphDelta[reader.Count(10)];
        for (var i = 0; i < graphs.Length; i++)
            graphs[i] = ReadGraph(ref reader);

        var values = new KeyValuePair<string, byte[]?>[reader.Count(3)];
        for (var i = 0; i < values.Length; i++)
        {
            var key = reader.Text();
            var present = reader.Number() == Present;
            var value = reader.Bytes();
            values[i] = new(key, present ? value.ToArray() : null);
        }

        if (!reader.Raw(1).SequenceEqual([LogFile.EndOfContent]) || !reader.AtEnd)
            throw new InvalidDataException("a record does not end where it says");
        return new LogRecord
        {
            CommitNumber = number,
            CommittedAt = time,
            LastBlankNode = lastBlankNode,
            FirstQualifier = firstQualifier,
            Qualifiers = qualifiers,
            FirstOrdinal = firstOrdinal,
            Terms = null,
            Graphs = graphs,
            Values = values,
        };
    }

    private static void WriteTerms(ByteWriter writer, LogRecord record)
    {
        writer.Number(record.FirstOrdinal);
        writer.Number(record.EndOrdinal - record.FirstOrdinal);
        for (var ordinal = record.FirstOrdinal; ordinal < record.EndOrdinal; ordinal++)
        {
            var text = record.Terms!.Read(ordinal, out var qualifier);
            writer.Number(qualifier);
            writer.Bytes(text);
        }
    }

    private static void ReadTerms(ref ByteReader reader, DeltaTerms terms, ulong seed)
    {
        for (var count = reader.Count(2); count > 0; count--)
        {
            var qualifier = (uint)Math.Min(reader.Number(), uint.MaxValue);
            var text = reader.Bytes();
            terms.Append(qualifier, text, TermHash.Of(qualifier, text, seed));
        }
    }

    private static void WriteGraph(ByteWriter writer, GraphDelta graph)
    {
        writer.Fixed64(graph.Graph.Value);
        writer.Number(graph.After is null ? Gone : Present);
        if (graph.After is { } entry)
        {
            writer.Number((ulong)entry.Class);
            writer.Number((ulong)entry.Access);
            writer.Number(entry.ValidFrom);
            writer.Number(entry.ChangedAt);
        }

        WriteRows(writer, graph.Added);
        WriteRows(writer, graph.Removed);
    }

    private static GraphDelta ReadGraph(ref ByteReader reader)
    {
        var id = new TermId(reader.Fixed64());
        GraphEntry? entry = null;
        if (reader.Number() == Present)
            entry = new GraphEntry(id, ManifestText.Class(reader.Number()), ManifestText.Access(reader.Number()), reader.Int64(), reader.Int64(), []);
        var added = ReadRows(ref reader, id.Value);
        return new GraphDelta(id, null, entry, 0, added, ReadRows(ref reader, id.Value));
    }

    // A row: which columns are those of the row before, then the others, 8 bytes each.
    private static void WriteRows(ByteWriter writer, QuadKey[] rows)
    {
        writer.Number(rows.Length);
        QuadKey last = default;
        foreach (var row in rows)
        {
            var same = (row.A == last.A ? SameSubject : 0) | (row.B == last.B ? SamePredicate : 0) | (row.C == last.C ? SameObject : 0);
            writer.Number((ulong)same);
            if ((same & SameSubject) == 0)
                writer.Fixed64(row.A);
            if ((same & SamePredicate) == 0)
                writer.Fixed64(row.B);
            if ((same & SameObject) == 0)
                writer.Fixed64(row.C);
            last = row;
        }
    }

    private static QuadKey[] ReadRows(ref ByteReader reader, ulong graph)
    {
        var rows = new QuadKey[reader.Count(9)];
        QuadKey last = default;
        for (var i = 0; i < rows.Length; i++)
        {
            var same = (int)reader.Number();
            var subject = (same & SameSubject) != 0 ? last.A : reader.Fixed64();
            var predicate = (same & SamePredicate) != 0 ? last.B : reader.Fixed64();
            var @object = (same & SameObject) != 0 ? last.C : reader.Fixed64();
            rows[i] = last = new QuadKey(subject, predicate, @object, graph);
        }

        return rows;
    }
}
