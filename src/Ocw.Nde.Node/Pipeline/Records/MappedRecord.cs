using System.Buffers;
using System.IO.Compression;
using Ocw.Nde.Mapping;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Node.Pipeline.Records;

/// <summary>Writes what mapping made of a record as bytes, and reads it back: everything that the pipeline asks of a <see cref="MappingResult"/>, nothing else.</summary>
/// <remarks>
/// All texts of a record stand once in a table, triples are numbers into it, and the whole is packed. Of the diagnostics only the error that sets a record aside is kept.
/// </remarks>
internal static class MappedRecord
{
    private const byte Form = 4;
    private const int Quality = 1;
    private const int Window = 18;

    private enum Kind : byte
    {
        Iri,
        BlankNode,
        Literal,
        LangString,
        LangStringLeftToRight,
        LangStringRightToLeft,
    }

    /// <summary>The result as bytes; <see langword="null"/> when it has something that cannot be kept (triple terms of RDF 1.2).</summary>
    public static byte[]? Write(MappingResult result)
    {
        var texts = new TextTable();
        using var triples = new MemoryStream();
        using var writer = new BinaryWriter(triples);
        foreach (var triple in result.Triples.Concat(result.Source))
        {
            if (!WriteTerm(writer, texts, triple.Subject) || !WriteTerm(writer, texts, triple.Predicate) || !WriteTerm(writer, texts, triple.Object))
                return null;
        }

        using var whole = new MemoryStream();
        using var head = new BinaryWriter(whole);
        head.Write(Form);
        var error = result.Diagnostics.FirstOrDefault(diagnostic => diagnostic.IsError);
        var (subject, code, message) = (texts.Of(result.Subject?.Value ?? ""), texts.Of(error?.Code ?? ""), texts.Of(error?.Message ?? ""));
        var unused = result.UnusedFields.Select(texts.Of).ToList();
        var denied = result.DeniedFields.Select(texts.Of).ToList();
        var seen = result.SeenFields.Select(field => (Path: texts.Of(field.Path), field.Use, Example: texts.Of(field.Example))).ToList();
        var fields = result.Fields.Select(field => (Name: texts.Of(field.Key), Values: field.Value.Select(texts.Of).ToList())).ToList();
        texts.Write(head);
        head.Write7BitEncodedInt(subject);
        head.Write7BitEncodedInt(code);
        head.Write7BitEncodedInt(message);
        WriteList(head, unused);
        WriteList(head, denied);
        head.Write7BitEncodedInt(seen.Count);
        foreach (var (path, use, example) in seen)
        {
            head.Write7BitEncodedInt(path);
            head.Write((byte)use);
            head.Write7BitEncodedInt(example);
        }

        head.Write7BitEncodedInt(fields.Count);
        foreach (var (name, values) in fields)
        {
            head.Write7BitEncodedInt(name);
            WriteList(head, values);
        }

        WritePersons(head, result.Persons);
        head.Write7BitEncodedInt(result.Triples.Count);
        head.Write7BitEncodedInt(result.Source.Count);
        head.Write(triples.GetBuffer(), 0, (int)triples.Length);
        return Pack(whole.GetBuffer().AsSpan(0, (int)whole.Length));
    }

    /// <summary>The result back; <see langword="null"/> when the bytes are not what <see cref="Write"/> gave, or of another form.</summary>
    public static MappingResult? Read(string identifier, ReadOnlySpan<byte> bytes)
    {
        if (Unpack(bytes) is not { } whole)
            return null;
        using var reader = new BinaryReader(new MemoryStream(whole, writable: false));
        if (reader.ReadByte() != Form)
            return null;
        var texts = new string[reader.Read7BitEncodedInt()];
        for (var index = 0; index < texts.Length; index++)
            texts[index] = reader.ReadString();
        var iris = new Iri?[texts.Length];
        var (subject, code, message) = (texts[reader.Read7BitEncodedInt()], texts[reader.Read7BitEncodedInt()], texts[reader.Read7BitEncodedInt()]);
        var unused = ReadList(reader, texts);
        var denied = ReadList(reader, texts);
        var seen = new SourceField[reader.Read7BitEncodedInt()];
        for (var index = 0; index < seen.Length; index++)
            seen[index] = new SourceField(texts[reader.Read7BitEncodedInt()], (FieldUse)reader.ReadByte(), texts[reader.Read7BitEncodedInt()]);
        var fields = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
            fields[texts[reader.Read7BitEncodedInt()]] = ReadList(reader, texts);
        var persons = ReadPersons(reader);
        var (triples, source) = (new Triple[reader.Read7BitEncodedInt()], new Triple[reader.Read7BitEncodedInt()]);
        foreach (var list in (Triple[][])[triples, source])
        {
            for (var index = 0; index < list.Length; index++)
                list[index] = new Triple(ReadTerm(reader, texts, iris), ReadTerm(reader, texts, iris), ReadTerm(reader, texts, iris));
        }

        IReadOnlyList<MappingDiagnostic> diagnostics = code.Length > 0 ? [new MappingDiagnostic(IsError: true, code, message)] : [];
        return new MappingResult(identifier, subject.Length > 0 ? new Iri(subject) : null, triples, unused, denied, fields, diagnostics) { SeenFields = seen, Persons = persons, Source = source };
    }

    // A year that is not known is the smallest number.
    private static void WritePersons(BinaryWriter writer, PersonalData? persons)
    {
        writer.Write(persons is not null);
        if (persons is null)
            return;
        writer.Write((byte)persons.Kinds);
        writer.Write(persons.Year ?? int.MinValue);
        writer.Write(persons.YoungestBirth ?? int.MinValue);
        writer.Write(persons.HasUnknownBirth);
    }

    private static PersonalData? ReadPersons(BinaryReader reader)
    {
        if (!reader.ReadBoolean())
            return null;
        var (kinds, year, birth, isUnknown) = ((PersonalRecordKinds)reader.ReadByte(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadBoolean());
        return new PersonalData(kinds, year == int.MinValue ? null : year, birth == int.MinValue ? null : birth, isUnknown);
    }

    private static bool WriteTerm(BinaryWriter writer, TextTable texts, RdfTerm term)
    {
        switch (term)
        {
            case Iri iri:
                writer.Write((byte)Kind.Iri);
                writer.Write7BitEncodedInt(texts.Of(iri.Value));
                return true;
            case BlankNode node:
                writer.Write((byte)Kind.BlankNode);
                writer.Write7BitEncodedInt(texts.Of(node.Label));
                return true;
            case Literal { Language: { } language } literal:
                writer.Write((byte)(literal.Direction switch { BaseDirection.LeftToRight => Kind.LangStringLeftToRight, BaseDirection.RightToLeft => Kind.LangStringRightToLeft, _ => Kind.LangString }));
                writer.Write7BitEncodedInt(texts.Of(literal.LexicalForm));
                writer.Write7BitEncodedInt(texts.Of(language));
                return true;
            case Literal literal:
                writer.Write((byte)Kind.Literal);
                writer.Write7BitEncodedInt(texts.Of(literal.LexicalForm));
                writer.Write7BitEncodedInt(texts.Of(literal.Datatype.Value));
                return true;
            default:
                return false;
        }
    }

    private static RdfTerm ReadTerm(BinaryReader reader, string[] texts, Iri?[] iris)
    {
        var kind = (Kind)reader.ReadByte();
        var text = reader.Read7BitEncodedInt();
        return kind switch
        {
            Kind.Iri => IriOf(text),
            Kind.BlankNode => new BlankNode(texts[text]),
            Kind.Literal => new Literal(texts[text], IriOf(reader.Read7BitEncodedInt())),
            _ => new Literal(
                texts[text],
                texts[reader.Read7BitEncodedInt()],
                kind switch { Kind.LangStringLeftToRight => BaseDirection.LeftToRight, Kind.LangStringRightToLeft => BaseDirection.RightToLeft, _ => BaseDirection.None }),
        };

        Iri IriOf(int index) => iris[index] ??= new Iri(texts[index]);
    }

    private static void WriteList(BinaryWriter writer, List<int> numbers)
    {
        writer.Write7BitEncodedInt(numbers.Count);
        foreach (var number in numbers)
            writer.Write7BitEncodedInt(number);
    }

    private static string[] ReadList(BinaryReader reader, string[] texts)
    {
        var list = new string[reader.Read7BitEncodedInt()];
        for (var index = 0; index < list.Length; index++)
            list[index] = texts[reader.Read7BitEncodedInt()];
        return list;
    }

    // The length before packing, then the packed bytes.
    private static byte[] Pack(ReadOnlySpan<byte> whole)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(whole.Length) + 4);
        try
        {
            BitConverter.TryWriteBytes(buffer, whole.Length);
            return BrotliEncoder.TryCompress(whole, buffer.AsSpan(4), out var written, Quality, Window)
                ? buffer.AsSpan(0, written + 4).ToArray()
                : throw new InvalidOperationException("The buffer for a packed record is too small, though it has the greatest length that packing can give.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[]? Unpack(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4)
            return null;
        var whole = new byte[BitConverter.ToInt32(bytes)];
        return BrotliDecoder.TryDecompress(bytes[4..], whole, out var written) && written == whole.Length ? whole : null;
    }

    /// <summary>The texts of one record, each once.</summary>
    private sealed class TextTable
    {
        private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
        private readonly List<string> _texts = [];

        public int Of(string text)
        {
            if (!_numbers.TryGetValue(text, out var number))
            {
                _numbers[text] = number = _texts.Count;
                _texts.Add(text);
            }

            return number;
        }

        public void Write(BinaryWriter writer)
        {
            writer.Write7BitEncodedInt(_texts.Count);
            foreach (var text in _texts)
                writer.Write(text);
        }
    }
}
