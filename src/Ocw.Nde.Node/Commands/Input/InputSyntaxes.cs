using Ocw.Nde.Html;
using Ocw.Nde.Rdf.Formats;

namespace Ocw.Nde.Node.Commands.Input;

/// <summary>The syntaxes that the verbs read, and how a person names one.</summary>
internal static class InputSyntaxes
{
    /// <summary>What can be read from files: the syntaxes of RDF, and web pages with what they state.</summary>
    public static IReadOnlyList<RdfFormat> All { get; } = [.. RdfFormats.All.Where(f => f.CanRead), HtmlRdfReader.Format];

    /// <summary>The syntax of a name as people give it: <c>ttl</c>, <c>turtle</c>, <c>N-Triples</c> or a media type; <see langword="null"/> if there is none.</summary>
    public static RdfFormat? ByName(string name, IReadOnlyList<RdfFormat> among) => among.FirstOrDefault(f =>
        f.FileEndings.Contains("." + name, StringComparer.OrdinalIgnoreCase)
        || f.MediaTypes.Contains(name, StringComparer.OrdinalIgnoreCase)
        || string.Equals(Bare(f.Name), Bare(name), StringComparison.OrdinalIgnoreCase));

    /// <summary>The syntax that an option names, or nothing when the option is not given.</summary>
    /// <exception cref="UserException">The option names none.</exception>
    public static RdfFormat? OfOption(string option, string? name, IReadOnlyList<RdfFormat> among) =>
        name is null ? null : ByName(name, among) ?? throw Unknown(name, option, among);

    /// <summary>Says that a syntax is not known, and which are.</summary>
    public static UserException Unknown(string name, string option, IReadOnlyList<RdfFormat> among)
    {
        var known = string.Join(", ", among.Select(f => f.FileEnding[1..]));
        return new(new($"{name}: onbekende syntaxis; geef {option} met een van {known}.", $"{name}: unknown syntax; give {option} with one of {known}."), ExitCode.Usage);
    }

    private static string Bare(string name) => name.Replace("-", "", StringComparison.Ordinal).Replace("/", "", StringComparison.Ordinal);
}
