using Ocw.Nde.Rdf.Unpacking.Zip;

namespace Ocw.Nde.Rdf.Unpacking;

/// <summary>Finds the documents in an input: itself, or what is in its gzip, bzip2, xz or zip, also in one another. Packing is told by content, never by name.</summary>
/// <remarks>Nothing is written under the names in an archive, so a name cannot lead out of a folder; an archive that must be sought in lies in a temporary file.</remarks>
/// <param name="limits">The ceilings; <see cref="UnpackLimits.Default"/> when <see langword="null"/>.</param>
public sealed class Unpacker(UnpackLimits? limits = null)
{
    private readonly UnpackLimits _limits = limits ?? UnpackLimits.Default;

    /// <summary>
    /// Knows file formats that are zip archives inside, such as spreadsheets: given the origin and the members of an archive, the documents that it stands for,
    /// or <see langword="null"/> for an archive like any other. A document's name takes the place of a member's.
    /// </summary>
    public Func<string, IReadOnlyDictionary<string, Func<Stream>>, IReadOnlyList<(string Name, Func<Stream> Open)>?>? Compound { get; init; }

    /// <summary>The documents of an input, in the order of its archives. A document can be opened until the next one is asked for.</summary>
    /// <param name="origin">The input's file or address, for messages and for the origins of its documents.</param>
    /// <param name="name">Its file name.</param>
    /// <param name="open">Opens it. Called once, and again for each further time that a document outside a zip is opened.</param>
    /// <param name="members">The names or patterns of the members that are wanted, one for each zip that lies in another; none for all.</param>
    /// <param name="only">The origin of the one document that is wanted, if not all.</param>
    /// <exception cref="InvalidDataException">The input, or an archive in it, is damaged or passes a ceiling.</exception>
    public IEnumerable<UnpackedDocument> Documents(string origin, string name, Func<Stream> open, IReadOnlyList<string>? members = null, string? only = null)
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(open);
        return Unpack(new(origin, name, open), members ?? [], 0, only);
    }

    /// <summary>Opens a stream that is packed as one document, with all packing taken away, whatever it is called.</summary>
    /// <exception cref="InvalidDataException">It is a zip archive, or damaged, or passes a ceiling.</exception>
    public Stream OpenSingle(string origin, Stream packed)
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(packed);
        var depth = 0;
        var (content, packing) = Peel(origin, packed, ref depth);
        return packing == Packing.None ? content : throw new InvalidDataException($"{origin} is a zip archive, where one document is expected");
    }

    private IEnumerable<UnpackedDocument> Unpack(UnpackedDocument packed, IReadOnlyList<string> members, int depth, string? only)
    {
        using var first = new FirstOpened(packed.Open());
        var inner = depth;
        var (content, packing) = Peel(packed.Origin, first.Stream, ref inner);
        first.Stream = content;
        if (packing == Packing.Zip)
        {
            foreach (var document in UnpackZip(packed, first, members, inner, only))
                yield return document;
            yield break;
        }

        if (members.Count > 0)
            throw new InvalidDataException($"{packed.Origin} is not a zip archive, so it has no member '{members[0]}'; correct the location");
        yield return packed with
        {
            Name = inner > depth ? Packings.NameWithout(packed.Name) : packed.Name,
            Open = () => first.Take() ?? Peel(packed.Origin, packed.Open()),
        };
    }

    private IEnumerable<UnpackedDocument> UnpackZip(UnpackedDocument packed, FirstOpened content, IReadOnlyList<string> members, int depth, string? only)
    {
        if (depth >= _limits.MaxDepth)
            throw TooDeep(packed.Origin);
        // The zip stays open while its documents are read: they come one at a time.
        content.Stream = TemporaryCopy.Seekable(content.Stream, _limits);
        using var zip = ZipMembers.Open(packed.Origin, content.Stream, _limits);
        var pattern = members.Count > 0 ? members[0] : null;
        IReadOnlyList<string> rest = members.Count > 1 ? [.. members.Skip(1)] : [];
        var found = 0;
        var all = ZipMembers.Of(packed.Origin, zip, _limits);
        if (Compound?.Invoke(packed.Origin, all.ToDictionary(m => m.Name, m => (Func<Stream>)(() => new ZipMemberStream(m.Member, _limits)), StringComparer.Ordinal)) is { } parts)
        {
            foreach (var document in Parts(packed.Origin, parts, pattern, only))
                yield return document;
            yield break;
        }

        foreach (var (name, member) in all)
        {
            if (pattern is not null && !Fits(pattern, name))
                continue;
            found++;
            var origin = $"{packed.Origin}!{name}";
            if (only is not null && only != origin && !only.StartsWith(origin + "!", StringComparison.Ordinal))
                continue;
            var document = new UnpackedDocument(origin, name[(name.LastIndexOf('/') + 1)..], () => new ZipMemberStream(member, _limits)) { IsMember = true };
            foreach (var inner in Unpack(document, rest, depth + 1, only))
                yield return inner;
        }

        if (found == 0)
            throw new InvalidDataException($"{packed.Origin} has no member {(pattern is null ? "at all" : $"'{pattern}'")}; {ZipMembers.Contents(zip)}");
    }

    private static IEnumerable<UnpackedDocument> Parts(string origin, IReadOnlyList<(string Name, Func<Stream> Open)> parts, string? pattern, string? only)
    {
        var wanted = parts.Where(part => pattern is null || Fits(pattern, part.Name)).ToList();
        if (wanted.Count == 0)
            throw new InvalidDataException($"{origin} has no part {(pattern is null ? "with anything in it" : $"'{pattern}'")}{(parts.Count > 0 ? $"; it holds {string.Join(", ", parts.Take(5).Select(part => part.Name))}" : "")}");
        return wanted.Select(part => new UnpackedDocument($"{origin}!{part.Name}", part.Name, part.Open) { IsMember = true }).Where(document => only is null || only == document.Origin);
    }

    private Stream Peel(string origin, Stream packed)
    {
        var depth = 0;
        return Peel(origin, packed, ref depth).Content;
    }

    // Takes away gzip, bzip2 and xz as long as there is any.
    private (Stream Content, Packing Packing) Peel(string origin, Stream stream, ref int depth)
    {
        try
        {
            while (true)
            {
                var packing = Packing.None;
                (stream, packing) = Peek(stream);
                if (packing is Packing.None or Packing.Zip)
                    return (stream, packing);
                if (depth++ >= _limits.MaxDepth)
                    throw TooDeep(origin);
                stream = Packings.Open(packing, stream, _limits);
            }
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    private static (Stream Stream, Packing Packing) Peek(Stream stream)
    {
        var start = new byte[Packings.MagicLength];
        var length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var packing = Packings.Of(start.AsSpan(0, length));
        if (!stream.CanSeek)
            return (new PrefixedStream(start.AsMemory(0, length), stream), packing);
        stream.Seek(-length, SeekOrigin.Current);
        return (stream, packing);
    }

    private static bool Fits(string pattern, string name) => pattern == name || (NamePattern.IsPattern(pattern) && NamePattern.Matches(pattern, name));

    private InvalidDataException TooDeep(string origin) => new($"{origin}: more than {_limits.MaxDepth} archives lie in one another; unpack it first");

    /// <summary>The stream that was opened to look at: handed out once, or disposed.</summary>
    private sealed class FirstOpened(Stream stream) : IDisposable
    {
        private bool _taken;

        public Stream Stream { get; set; } = stream;

        public Stream? Take()
        {
            if (_taken)
                return null;
            _taken = true;
            return Stream;
        }

        public void Dispose()
        {
            if (!_taken)
                Stream.Dispose();
        }
    }
}
