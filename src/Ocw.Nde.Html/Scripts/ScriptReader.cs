using System.Globalization;
using System.Text;
using Ocw.Nde.Html.Pages;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Html.Scripts;

/// <summary>Reads the JSON-LD scripts of a page (JSON-LD 1.1 §7). Each is read whole or not at all; one that cannot be read takes no other with it.</summary>
/// <remarks>The blank nodes that scripts name are shared by all scripts of the page, as if they stood in one array; those that they do not name are not.</remarks>
internal sealed class ScriptReader(Page page, RdfReaderOptions reading, HtmlRdfOptions options, string labels, PageNotices notices, CancellationToken cancellation)
{
    private const string MediaType = "application/ld+json";

    private readonly List<HtmlScriptOutcome> _outcomes = [];

    /// <summary>What became of the scripts.</summary>
    internal IReadOnlyList<HtmlScriptOutcome> Outcomes => _outcomes;

    /// <summary>Whether a <c>type</c> says JSON-LD; parameters and case do not matter.</summary>
    internal static bool IsJsonLd(string? type) => type is not null && type.Split(';')[0].Trim().Equals(MediaType, StringComparison.OrdinalIgnoreCase);

    /// <summary>The quads of all scripts.</summary>
    internal IEnumerable<Quad> Read()
    {
        foreach (var script in page.Document.Elements().Where(e => e.Name == "script" && IsJsonLd(e["type"])))
        {
            cancellation.ThrowIfCancellationRequested();
            if (_outcomes.Count == options.MaxScripts)
            {
                notices.Tell(RdfNoticeKind.PageCut, string.Create(CultureInfo.InvariantCulture, $"more than {options.MaxScripts} scripts with JSON-LD: the others were not read"), script);
                yield break;
            }

            foreach (var quad in Read(script))
                yield return quad;
        }
    }

    private IEnumerable<Quad> Read(PageElement script)
    {
        var text = script.TextContent();
        var number = _outcomes.Count + 1;
        var attempt = Attempt(text, script, number);
        if (attempt.Fault is not null && ScriptText.Repair(text) is { Repairs.Count: > 0 } repaired)
        {
            var second = Attempt(repaired.Json, script, number);
            if (second.Fault is null)
            {
                notices.Tell(RdfNoticeKind.ScriptRepaired, $"a script with JSON-LD was read without {string.Join(", ", repaired.Repairs)}", script);
                return Accept(second, script, number, repaired.Repairs);
            }

            // What is wrong besides is what the owner has to know.
            attempt = second;
        }

        if (attempt.Fault is null)
            return Accept(attempt, script, number, []);
        _outcomes.Add(new(number, script.Line, [], attempt.Fault));
        notices.Tell(RdfNoticeKind.ScriptSetAside, $"a script with JSON-LD cannot be read: {attempt.Fault.Message}", script);
        return [];
    }

    private IEnumerable<Quad> Accept(ScriptAttempt attempt, PageElement script, int number, IReadOnlyList<string> repairs)
    {
        _outcomes.Add(new(number, script.Line, repairs, null));
        foreach (var notice in attempt.Notices)
            notices.Tell(notice.Kind, notice.Message, LineOf(script, notice.Line), notice.Line > 1 ? notice.Column : script.Column);
        var names = new ScriptLabels(labels, number);
        return attempt.Quads.Select(names.Named);
    }

    private ScriptAttempt Attempt(string text, PageElement script, int number)
    {
        var heard = new List<RdfNotice>();
        var quads = new RdfDataset();
        var json = reading with
        {
            BaseIri = page.BaseIri,
            SourceName = null,
            OnNotice = heard.Add,
            OnBadLine = null,
            BlankNodePrefix = ScriptLabels.PrefixOf(number),
        };
        try
        {
            if (string.IsNullOrWhiteSpace(text))
                throw new RdfSyntaxException("JSON", "nothing", 1, 1);
            RdfFormats.Parse(Encoding.UTF8.GetBytes(text), RdfFormats.JsonLd, new RdfGraphSink(quads), json, cancellation);
            return new(quads, heard, null);
        }
        catch (RdfSyntaxException fault)
        {
            return new(quads, heard, new RdfSyntaxException(fault.Expected, fault.Found, LineOf(script, fault.Line), fault.Line > 1 ? fault.Column : script.Column, reading.SourceName, fault));
        }
    }

    // The text of a script begins on the line where its start tag ends, which is nearly always the one where it begins.
    private static long LineOf(PageElement script, long line) => line == 0 ? script.Line : script.Line + line - 1;

    private sealed record ScriptAttempt(RdfDataset Quads, List<RdfNotice> Notices, RdfSyntaxException? Fault);
}

/// <summary>Gives the blank nodes of a script the labels that they have in the page.</summary>
internal sealed class ScriptLabels(string labels, int number)
{
    private readonly string _prefix = PrefixOf(number) + "_";

    internal static string PrefixOf(int number) => "j" + number.ToString(CultureInfo.InvariantCulture);

    internal Quad Named(Quad quad) => new(Named(quad.Subject), quad.Predicate, Named(quad.Object), quad.Graph is { } graph ? Named(graph) : null);

    private RdfTerm Named(RdfTerm term)
    {
        if (term is not BlankNode { Label: var label })
            return term;
        var own = label[_prefix.Length..];
        // The reader makes anon1, anon2…; a label that is written never begins with anon and a digit.
        var isMade = own.StartsWith("anon", StringComparison.Ordinal) && own.Length > 4 && char.IsAsciiDigit(own[4]);
        return new BlankNode(labels + (isMade ? label : "j_" + own));
    }
}
