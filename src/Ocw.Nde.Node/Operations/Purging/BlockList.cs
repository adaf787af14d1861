using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ocw.Nde.Node.Operations.Purging;

/// <summary>
/// What was purged and may not come back: harvest takes it out of what it fetches before anything is stored. The list holds keyed hashes only, so
/// that it does not keep the very names that were to be forgotten.
/// </summary>
internal sealed class BlockList : IPurgedNames
{
    private readonly string _file;
    private readonly byte[] _key;
    private readonly HashSet<string> _hashes;

    private BlockList(string file, byte[] key, IEnumerable<string> hashes)
    {
        _file = file;
        _key = key;
        _hashes = [.. hashes];
    }

    /// <inheritdoc/>
    public bool IsEmpty => _hashes.Count == 0;

    /// <summary>Opens the list of a data directory; there may be none yet.</summary>
    /// <exception cref="InvalidDataException">The list cannot be read: harvesting without it could bring back what was purged.</exception>
    public static BlockList Open(string file)
    {
        if (!File.Exists(file))
            return new BlockList(file, RandomNumberGenerator.GetBytes(32), []);
        try
        {
            var content = JsonSerializer.Deserialize(File.ReadAllBytes(file), BlockListJson.Default.BlockListContent);
            return content is { Key.Length: > 0, Hashes: not null }
                ? new BlockList(file, Convert.FromHexString(content.Key), content.Hashes)
                : throw new InvalidDataException(Damaged(file, "it is empty"));
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new InvalidDataException(Damaged(file, e.Message), e);
        }
    }

    /// <summary>Adds names, and has them on disk when it returns.</summary>
    public void Add(PurgedNames names)
    {
        _hashes.UnionWith(names.Subjects.Select(Hash));
        _hashes.UnionWith(names.Records.Select(r => Hash(RecordName(r.Source, r.Identifier))));
        var temporary = _file + ".new";
        using (var stream = File.Create(temporary))
        {
            JsonSerializer.Serialize(stream, new BlockListContent(Convert.ToHexStringLower(_key), [.. _hashes.Order(StringComparer.Ordinal)]), BlockListJson.Default.BlockListContent);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, _file, overwrite: true);
    }

    /// <inheritdoc/>
    public bool Covers(string iri)
    {
        if (IsEmpty)
            return false;
        if (_hashes.Contains(Hash(iri)))
            return true;
        for (var at = 0; at < iri.Length; at++)
        {
            if (iri[at] is '/' or '#' && _hashes.Contains(Hash(iri[..at])))
                return true;
        }

        return false;
    }

    /// <inheritdoc/>
    public bool CoversRecord(string source, string identifier) => !IsEmpty && _hashes.Contains(Hash(RecordName(source, identifier)));

    /// <inheritdoc/>
    public bool Mentions(string text) =>
        !IsEmpty && text.Split([' ', '\t', '\r', '\n', '"', '\'', '<', '>', ',', ';', '(', ')', '[', ']', '{', '}', '«', '»'], StringSplitOptions.RemoveEmptyEntries).Any(word => Covers(word.TrimEnd('.', ':', '!', '?')));

    private static string RecordName(string source, string identifier) => source + "\n" + identifier;

    private static string Damaged(string file, string what) =>
        $"The list of what was purged, {file}, cannot be read: {what} Harvesting without it could bring that back. Restore it from a backup.";

    private string Hash(string name) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(name)));
}

/// <summary>The list on disk.</summary>
/// <param name="Key">The key of the hashes, hex.</param>
/// <param name="Hashes">HMAC-SHA256 of each name, hex.</param>
internal sealed record BlockListContent(string Key, IReadOnlyList<string> Hashes);

/// <summary>How the list is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BlockListContent))]
internal sealed partial class BlockListJson : JsonSerializerContext;
