using System.Globalization;
using Ocw.Nde.Html;
using Ocw.Nde.Node.Operations.Contexts;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Unpacking;

namespace Ocw.Nde.Node.Commands.Input;

/// <summary>An RDF file that a verb reads, or standard input: packed or not, one document or an archive of them.</summary>
internal sealed class InputFile
{
    /// <summary>The name of standard input.</summary>
    public const string Standard = "-";

    /// <summary>What files are called, for the descriptions of arguments.</summary>
    public const string Endings = ".nt .nq .ttl .trig .rdf .jsonld .html, ook/also .gz .bz2 .xz .zip";

    private readonly RdfFormat? _format;

    private InputFile(string name, RdfFormat? format)
    {
        Name = name;
        _format = format;
    }

    /// <summary>The name as it was given.</summary>
    public string Name { get; }

    /// <summary>Whether this is standard input.</summary>
    public bool IsStandard => Name == Standard;

    /// <summary>What relative IRIs are resolved against if nobody says: the file's own address; nothing for standard input.</summary>
    public string? OwnAddress => IsStandard ? null : new Uri(Path.GetFullPath(Name)).AbsoluteUri;

    /// <summary>Looks at a name before anything is read.</summary>
    /// <param name="name">The file, or <see cref="Standard"/>.</param>
    /// <param name="format">The syntax, if it was given.</param>
    /// <param name="option">The option that gives the syntax, if the verb has one.</param>
    /// <exception cref="UserException">The file is not there, or nothing says what syntax it is.</exception>
    public static InputFile Of(string name, RdfFormat? format = null, string? option = null)
    {
        if (name != Standard && !File.Exists(name))
            throw new UserException(new($"{name} bestaat niet, of is geen bestand.", $"{name} does not exist, or is no file."), ExitCode.Usage);
        if (format is null && !SaysItsSyntax(name))
        {
            throw option is not null ? InputSyntaxes.Unknown(name, option, InputSyntaxes.All) : new UserException(
                new($"{name}: aan de naam is niet te zien welke RDF-syntaxis het is; verwacht {Expected("of", "eventueel met")}.", $"{name}: the name does not say which RDF syntax it is; expected is {Expected("or", "with")}."), ExitCode.Usage);
        }

        return new(name, format);
    }

    /// <summary>Reads all of it; a fault names file, line and column.</summary>
    /// <param name="terminal">Where standard input comes from.</param>
    /// <param name="sink">Gets the quads.</param>
    /// <param name="reader">How documents are read; without a base, the file's own address is the base.</param>
    /// <param name="unpack">The ceilings of unpacking.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="UserException">A document is not valid, or the file is damaged.</exception>
    public void Read(Terminal terminal, IQuadSink sink, RdfReaderOptions reader, UnpackLimits unpack, CancellationToken cancellation)
    {
        var options = new RdfInputOptions
        {
            Format = _format,
            // Pages that lie beside the data in an archive are no data, unless pages are what is asked for.
            Formats = IsPage ? InputSyntaxes.All : RdfFormats.All,
            Reader = reader with { BaseIri = reader.BaseIri ?? OwnAddress },
            MembersHaveOwnBase = reader.BaseIri is null,
            Unpack = unpack,
        };
        var input = IsStandard ? new RdfInput("standard input", "", terminal.OpenInput, options) : RdfInput.File(Name, options);
        try
        {
            input.Read(sink, cancellation);
        }
        catch (RdfSyntaxException e) when (ContextException.Within(e) is { } refused)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{e.SourceName ?? Name}:{e.Line}");
            throw new UserException(new($"{place}: {refused.Text.Nl}", $"{place}: {refused.Text.En}"));
        }
        catch (RdfSyntaxException e)
        {
            throw new UserException(new($"Geen geldige RDF: {e.Message}", $"Not valid RDF: {e.Message}"));
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException)
        {
            throw new UserException(new($"{Name} kan niet worden gelezen: {e.Message}.", $"{Name} cannot be read: {e.Message}."));
        }
    }

    private bool IsPage => (_format ?? InputSyntaxes.All.FirstOrDefault(f => f.FileEndings.Any(e => Packings.NameWithout(Name).EndsWith(e, StringComparison.OrdinalIgnoreCase)))) == HtmlRdfReader.Format;

    // The members of a zip have names of their own.
    private static bool SaysItsSyntax(string name) =>
        name != Standard && (Packings.OfName(name) == Packing.Zip || InputSyntaxes.All.Any(f => f.FileEndings.Any(e => Packings.NameWithout(name).EndsWith(e, StringComparison.OrdinalIgnoreCase))));

    private static string Expected(string or, string with)
    {
        var endings = InputSyntaxes.All.Select(f => f.FileEnding).ToList();
        return $"{string.Join(", ", endings.SkipLast(1))} {or} {endings[^1]}, {with} .gz, .bz2, .xz {or} .zip";
    }
}
