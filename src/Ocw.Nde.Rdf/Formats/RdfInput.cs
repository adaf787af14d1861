using System.Globalization;
using Ocw.Nde.Rdf.Formats.Reading;
using Ocw.Nde.Rdf.Unpacking;

namespace Ocw.Nde.Rdf.Formats;

/// <summary>Reads a file or body that may be packed (gzip, bzip2, xz, zip, by its first bytes) and may hold several documents.</summary>
/// <param name="origin">The file or address, for messages.</param>
/// <param name="name">The name that says the syntax, if none was declared.</param>
/// <param name="open">Opens it; called once.</param>
/// <param name="options">How it is read.</param>
public sealed class RdfInput(string origin, string name, Func<Stream> open, RdfInputOptions? options = null)
{
    private const int SampleLength = 4096;

    private readonly RdfInputOptions _options = options ?? RdfInputOptions.Default;
    private readonly List<string> _skipped = [];

    /// <summary>A file.</summary>
    public static RdfInput File(string path, RdfInputOptions? options = null) =>
        new(path, path, () => new FileStream(path, new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = 0 }), options);

    /// <summary>Reads all documents and hands every quad to <paramref name="sink"/>.</summary>
    /// <exception cref="RdfSyntaxException">A document does not follow the grammar; the quads before the fault have been handed over.</exception>
    /// <exception cref="InvalidDataException">The packed data is damaged, cut off, beyond a ceiling, or holds no RDF.</exception>
    /// <exception cref="NotSupportedException">Nothing says which syntax it is.</exception>
    public void Read(IQuadSink sink, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sink);
        ForEach((content, format, reader) => RdfFormats.Parse(content, format, sink, reader, cancellation));
    }

    /// <summary>Opens the documents one by one.</summary>
    /// <param name="read">Gets the content of each, its syntax, and how to read it.</param>
    /// <inheritdoc cref="Read"/>
    public void ForEach(Action<Stream, RdfFormat, RdfReaderOptions> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        var count = 0;
        foreach (var document in new Unpacker(_options.Unpack).Documents(origin, name, open))
        {
            using var opened = document.Open();
            var (content, format) = Choose(document, opened);
            if (format is null)
                continue;
            // What is unpacked here is unpacked while it is parsed; a file as it is needs no second thread.
            using var ahead = content is FileStream or MemoryStream ? null : new ReadAheadStream(content);
            read(ahead ?? content, format, ReaderOptions(document, ++count));
        }

        if (count == 0)
            throw new InvalidDataException($"{origin} contains no valid {Declared?.Name ?? "RDF"} entries: {string.Join(", ", _skipped.Take(5))}{(_skipped.Count > 5 ? $" and {_skipped.Count - 5} more" : "")}");
    }

    private RdfFormat? Declared => _options.Format ?? FromName(Packings.NameWithout(name));

    private (Stream Content, RdfFormat? Format) Choose(UnpackedDocument document, Stream content)
    {
        if (!document.IsMember)
            return (content, Declared ?? throw new NotSupportedException($"{origin}: the name does not end in {string.Join(", ", _options.Formats.SelectMany(f => f.FileEndings))} (with .gz, .bz2, .xz or .zip if packed)"));
        if (FromName(document.Name) is { } named)
            return (content, named);
        if (Declared is { } declared)
        {
            var start = new byte[SampleLength];
            var length = content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            if (SyntaxGuess.LooksLike(declared, start.AsSpan(0, length)))
                return (new PrefixedStream(start.AsMemory(0, length), content), declared);
        }

        _skipped.Add(document.Origin);
        _options.Reader.OnNotice?.Invoke(new(RdfNoticeKind.MemberSkipped, $"a member that is no {Declared?.Name ?? "RDF"} was passed over", 0, 0, document.Origin));
        return (content, null);
    }

    private RdfFormat? FromName(string file) => _options.Formats.FirstOrDefault(f => f.CanRead && f.FileEndings.Any(ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase)));

    private RdfReaderOptions ReaderOptions(UnpackedDocument document, int number)
    {
        var reader = _options.Reader;
        if (!document.IsMember)
            return reader.SourceName is null ? reader with { SourceName = document.Origin } : reader;
        var path = document.Origin[(origin.Length + 1)..];
        return reader with
        {
            SourceName = document.Origin,
            BlankNodePrefix = string.Create(CultureInfo.InvariantCulture, $"{reader.BlankNodePrefix}m{number}"),
            BaseIri = reader.BaseIri is { } iri && _options.MembersHaveOwnBase
                ? $"{iri.TrimEnd('/')}/{string.Join('/', path.Split('/', '!').Select(Uri.EscapeDataString))}"
                : reader.BaseIri,
        };
    }
}
