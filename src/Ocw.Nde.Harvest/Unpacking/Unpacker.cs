using System.IO.Compression;

namespace Ocw.Nde.Harvest;

/// <summary>Finds the documents in a payload: itself, or what is in its gzip or zip, also in one another. Packing is told by content, never by name.</summary>
/// <remarks>Nothing is written under the names in an archive, so a name cannot lead out of a folder; what must be sought in lies in a temporary file.</remarks>
internal sealed class Unpacker(PayloadArchive archive, CutOptions options)
{
    /// <summary>The documents of a payload, in the order of the archive. A document can be opened until the next one is asked for.</summary>
    /// <exception cref="InvalidDataException">The payload, or an archive in it, is damaged or passes a ceiling.</exception>
    public IEnumerable<UnpackedDocument> Documents(ArchivedPayload payload)
    {
        foreach (var document in Documents(payload, null))
            yield return document;
    }

    /// <summary>Opens one document of a payload by its origin, independently of any enumeration.</summary>
    public Stream Open(ArchivedPayload payload, string origin)
    {
        var documents = Documents(payload, origin).GetEnumerator();
        try
        {
            while (documents.MoveNext())
            {
                if (documents.Current.Origin == origin)
                    return new OwningStream(documents.Current.Open(), documents);
            }
        }
        catch
        {
            documents.Dispose();
            throw;
        }

        documents.Dispose();
        throw new FileNotFoundException($"{payload.Origin} holds no document '{origin}'.");
    }

    private IEnumerable<UnpackedDocument> Documents(ArchivedPayload payload, string? only) =>
        Unpack(payload.Origin, NameOf(payload.Origin), () => archive.OpenUnchecked(payload.Hash), payload.Members, 0, only);

    private IEnumerable<UnpackedDocument> Unpack(string origin, string name, Func<Stream> open, IReadOnlyList<string> members, int depth, string? only)
    {
        var packing = PackingOf(open);
        if (packing != PackedContent.None && depth >= options.MaxArchiveDepth)
            throw new InvalidDataException($"{origin}: more than {options.MaxArchiveDepth} archives lie in one another; unpack it first");
        switch (packing)
        {
            case PackedContent.GZip:
                var inner = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
                return Unpack(origin, inner, () => new CheckedGZipStream(open(), NewLimit()), members, depth + 1, only);
            case PackedContent.Zip:
                return UnpackZip(origin, open, members, depth, only);
            default:
                if (members.Count > 0)
                    throw new InvalidDataException($"{origin} is not a zip archive, so it has no member '{members[0]}'; correct the location in the settings of the source");
                return [new UnpackedDocument(origin, name, open)];
        }
    }

    private IEnumerable<UnpackedDocument> UnpackZip(string origin, Func<Stream> open, IReadOnlyList<string> members, int depth, string? only)
    {
        // The zip stays open while its documents are read: they come one at a time.
        using var seekable = TemporaryCopy.Seekable(open, options.TemporaryDirectory);
        using var zip = new ZipArchive(seekable, ZipArchiveMode.Read, leaveOpen: true);
        var pattern = members.Count > 0 ? members[0] : null;
        IReadOnlyList<string> rest = members.Count > 1 ? [.. members.Skip(1)] : [];
        var found = 0;
        var announced = 0L;
        foreach (var member in MembersOf(origin, zip, pattern))
        {
            found++;
            announced += member.Length;
            if (announced > options.MaxUnpackedBytes)
                throw new InvalidDataException($"{origin} unpacks to more than {options.MaxUnpackedBytes:N0} bytes; raise the ceiling of this source if that is right");
            var memberOrigin = $"{origin}!{member.FullName}";
            if (only is not null && only != memberOrigin && !only.StartsWith(memberOrigin + "!", StringComparison.Ordinal))
                continue;
            foreach (var document in Unpack(memberOrigin, NameOf(member.FullName), () => new ZipMemberStream(member, NewLimit()), rest, depth + 1, only))
                yield return document;
        }

        if (found == 0)
            throw new InvalidDataException($"{origin} has no member {(pattern is null ? "at all" : $"'{pattern}'")}; {Contents(zip)}");
    }

    private UnpackLimit NewLimit() => new(options.MaxUnpackedBytes, options.MaxCompressionRatio);

    private IEnumerable<ZipArchiveEntry> MembersOf(string origin, ZipArchive zip, string? pattern)
    {
        if (zip.Entries.Count > options.MaxArchiveMembers)
            throw new InvalidDataException($"{origin} has {zip.Entries.Count:N0} members, more than the ceiling of {options.MaxArchiveMembers:N0}");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in zip.Entries)
        {
            var isFolder = member.FullName.EndsWith('/');
            if (isFolder || IsHousekeeping(member.FullName) || (pattern is not null && !Fits(pattern, member.FullName)))
                continue;
            if (!names.Add(member.FullName))
                throw new InvalidDataException($"{origin} has two members named '{member.FullName}'; which one is meant cannot be known");
            if (member.IsEncrypted)
                throw new InvalidDataException($"the member '{member.FullName}' of {origin} is encrypted; give it without a password");
            yield return member;
        }
    }

    private static bool Fits(string pattern, string name) => pattern == name || (NamePattern.IsPattern(pattern) && NamePattern.Matches(pattern, name));

    // What macOS and Windows put into archives beside the data.
    private static bool IsHousekeeping(string name) =>
        name.StartsWith("__MACOSX/", StringComparison.Ordinal) || NameOf(name) is ".DS_Store" or "Thumbs.db" or "desktop.ini";

    private static string Contents(ZipArchive zip) =>
        zip.Entries.Count == 0 ? "it is empty" : $"it holds {string.Join(", ", zip.Entries.Take(5).Select(entry => entry.FullName))}{(zip.Entries.Count > 5 ? $" and {zip.Entries.Count - 5} more" : "")}";

    /// <summary>How a stream is packed.</summary>
    internal static PackedContent PackingOf(Func<Stream> open)
    {
        using var stream = open();
        Span<byte> start = stackalloc byte[4];
        return PackedContent.Of(start[..stream.ReadAtLeast(start, 4, throwOnEndOfStream: false)]);
    }

    private static string NameOf(string path)
    {
        var end = path.IndexOfAny(['?', '#']) is > 0 and var query && path.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? query : path.Length;
        var slash = path.AsSpan(0, end).LastIndexOfAny('/', '\\');
        return path[(slash + 1)..end];
    }
}
