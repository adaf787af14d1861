using System.Text;
using Ocw.Nde.Mapping;
using Ocw.Nde.Mapping.Quality.Tiers;
using Ocw.Nde.Node.Pipeline.Quality;

namespace Ocw.Nde.Node.Pipeline.Records;

/// <summary>Writes notes as bytes and reads them back; the paths of fields stand once in a table of the cache, and notes have their numbers.</summary>
/// <param name="paths">The table.</param>
internal sealed class NoteBytes(PathTable paths)
{
    private const byte HasQuality = 16;
    private const byte IsExample = 32;

    /// <summary>The note as bytes.</summary>
    public byte[] Write(RecordNote note)
    {
        using var bytes = new MemoryStream(256);
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write((byte)((byte)note.Fate | (note.Quality is null ? 0 : HasQuality) | (note.IsExample ? IsExample : 0)));
        writer.Write(note.Record);
        WritePaths(writer, note.Unused);
        WritePaths(writer, note.Denied);
        writer.Write7BitEncodedInt(note.Seen.Count);
        foreach (var field in note.Seen)
        {
            writer.Write7BitEncodedInt(paths.NumberOf(field.Path));
            writer.Write((byte)field.Use);
            writer.Write(field.Example);
        }

        if (note.Quality is { } quality)
            Write(writer, quality);
        if (note.Fate == RecordFate.SetAside)
        {
            writer.Write(note.Fault?.Origin ?? "");
            writer.Write(note.Fault?.Code ?? "");
            writer.Write(note.Fault?.Reason ?? "");
        }

        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>The note back.</summary>
    public RecordNote Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes, writable: false), Encoding.UTF8);
        var head = reader.ReadByte();
        var fate = (RecordFate)(head & 15);
        var record = reader.ReadString();
        var unused = ReadPaths(reader);
        var denied = ReadPaths(reader);
        var seen = new SourceField[reader.Read7BitEncodedInt()];
        for (var i = 0; i < seen.Length; i++)
            seen[i] = new SourceField(paths.PathOf(reader.Read7BitEncodedInt()), (FieldUse)reader.ReadByte(), reader.ReadString());
        var quality = (head & HasQuality) != 0 ? ReadQuality(reader) : null;
        var fault = fate == RecordFate.SetAside ? new QuarantinedRecord(record, reader.ReadString(), reader.ReadString(), reader.ReadString()) : null;
        return new RecordNote(record, fate, (head & IsExample) != 0, unused, denied, seen, quality, fault);
    }

    private static void Write(BinaryWriter writer, QualityNote quality)
    {
        writer.Write7BitEncodedInt(quality.Titles.Count);
        foreach (var title in quality.Titles)
            writer.Write(title);
        writer.Write7BitEncodedInt(quality.Patterns.Count);
        foreach (var code in quality.Patterns)
            writer.Write(code);
        writer.Write((byte)quality.Content.Tier);
        writer.Write(quality.Content.IsCertain);
        writer.Write((byte)quality.Metadata.Language);
        writer.Write((byte)quality.Metadata.Elements);
        writer.Write((byte)quality.Metadata.Context);
        writer.Write(quality.HasMedia);
    }

    private static QualityNote ReadQuality(BinaryReader reader)
    {
        var titles = new string[reader.Read7BitEncodedInt()];
        for (var i = 0; i < titles.Length; i++)
            titles[i] = reader.ReadString();
        var patterns = new string[reader.Read7BitEncodedInt()];
        for (var i = 0; i < patterns.Length; i++)
            patterns[i] = string.Intern(reader.ReadString());
        var content = new ContentTier(reader.ReadByte(), reader.ReadBoolean());
        var metadata = new MetadataTier((MetadataLevel)reader.ReadByte(), (MetadataLevel)reader.ReadByte(), (MetadataLevel)reader.ReadByte());
        return new QualityNote(titles, patterns, content, metadata, reader.ReadBoolean());
    }

    private void WritePaths(BinaryWriter writer, IReadOnlyCollection<string> names)
    {
        writer.Write7BitEncodedInt(names.Count);
        foreach (var name in names)
            writer.Write7BitEncodedInt(paths.NumberOf(name));
    }

    private string[] ReadPaths(BinaryReader reader)
    {
        var names = new string[reader.Read7BitEncodedInt()];
        for (var i = 0; i < names.Length; i++)
            names[i] = paths.PathOf(reader.Read7BitEncodedInt());
        return names;
    }
}

/// <summary>The paths of source fields, each with a number. Safe for several threads.</summary>
internal sealed class PathTable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _paths = [];

    /// <summary>The paths, in order of their numbers.</summary>
    public IReadOnlyList<string> Paths
    {
        get
        {
            lock (_lock)
                return [.. _paths];
        }
    }

    /// <summary>The number of a path, a new one if it has none.</summary>
    public int NumberOf(string path)
    {
        lock (_lock)
        {
            if (!_numbers.TryGetValue(path, out var number))
            {
                _numbers[path] = number = _paths.Count;
                _paths.Add(path);
            }

            return number;
        }
    }

    /// <summary>The path with a number.</summary>
    public string PathOf(int number)
    {
        lock (_lock)
            return _paths[number];
    }
}
