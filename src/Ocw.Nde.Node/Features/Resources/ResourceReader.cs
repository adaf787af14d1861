using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql;

namespace Ocw.Nde.Node.Features.Resources;

/// <summary>Reads one resource for a page: all channels that speak of it, merged, with the source of each statement.</summary>
/// <remarks>
/// For properties that have one value for an object (its name, its date) the channel that was named first wins;
/// all other values are shown together, each once, with every channel that states it.
/// </remarks>
internal sealed class ResourceReader(ISparqlDataset dataset, StoredQueries queries, NodeIris iris, ChannelOrder channels)
{
    private const string Schema = "https://schema.org/";
    private const string NotFoundSince = "https://w3id.org/ocw-nde/model#notFoundSince";
    private const string RdfType = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
    private const string SkosPrefLabel = "http://www.w3.org/2004/02/skos/core#prefLabel";

    private static readonly HashSet<string> SingleValued = new(StringComparer.Ordinal)
    {
        Schema + "name", Schema + "description", Schema + "abstract", Schema + "dateCreated", Schema + "size", Schema + "identifier",
        Schema + "conditionsOfAccess", Schema + "sdDatePublished",
    };

    private static readonly HashSet<string> ImageProperties = new(StringComparer.Ordinal) { Schema + "thumbnailUrl", Schema + "contentUrl", Schema + "image", Schema + "thumbnail" };

    /// <summary>Reads the resource, or gives <see langword="null"/> when the public graphs say nothing about it.</summary>
    public ResourceView? Read(string iri, Language language, CancellationToken cancellation)
    {
        var statements = Statements(iri, cancellation);
        var incoming = Incoming(iri, language, cancellation);
        if (statements.Count == 0 && incoming.Count == 0)
            return null;

        var names = Names(iri, language, cancellation);
        var children = statements.Where(s => s.Object is Iri child && IsPart(iri, child.Value))
            .Select(s => ((Iri)s.Object).Value).Distinct(StringComparer.Ordinal)
            .ToDictionary(child => child, child => Statements(child, cancellation), StringComparer.Ordinal);
        var types = statements.Where(s => s.Property == RdfType).Select(s => s.Object).OfType<Iri>().Select(t => t.Value).Distinct(StringComparer.Ordinal).ToList();
        var title = BestText(statements, [Schema + "name", SkosPrefLabel, "http://purl.org/dc/terms/title", "http://www.w3.org/2000/01/rdf-schema#label"], language);
        return new ResourceView
        {
            Iri = iri,
            Title = title ?? PropertyNames.LocalName(iri),
            Description = BestText(statements, [Schema + "description", Schema + "abstract", "http://www.w3.org/2004/02/skos/core#scopeNote"], language),
            Types = [.. types.Where(PropertyNames.KnowsClass).DefaultIfEmpty(types.FirstOrDefault() ?? "").Where(t => t.Length > 0).Select(t => PropertyNames.OfClass(t, language)).Distinct(StringComparer.Ordinal)],
            TypeIris = types,
            Images = Images(statements, children),
            Properties = Properties(statements, names, children, language),
            Incoming = incoming,
            NotFoundSince = [.. statements.Where(s => s.Property == NotFoundSince && s.Object is Literal).Select(s => (s.Source ?? "", ((Literal)s.Object).LexicalForm))],
            Sources = [.. statements.Select(s => s.Source).OfType<string>().Distinct(StringComparer.Ordinal)],
        };
    }

    /// <summary>Everything that is said of a resource, merged, with the channels of each value; <see langword="null"/> when nothing is.</summary>
    public MergedResource? Merge(string iri, CancellationToken cancellation)
    {
        var statements = Statements(iri, cancellation);
        if (statements.Count == 0)
            return null;
        var sources = statements.Where(s => s.Source is not null).GroupBy(s => s.Graph, StringComparer.Ordinal).OrderBy(g => g.Min(s => s.Rank)).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new MergedSource(g.First().Source!, g.Key, (g.FirstOrDefault(s => s.Property == NotFoundSince)?.Object as Literal)?.LexicalForm));
        var properties = statements.GroupBy(s => s.Property, StringComparer.Ordinal)
            .OrderBy(g => PropertyNames.Order(g.Key)).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(group =>
            {
                var first = SingleValued.Contains(group.Key) ? FirstChannel([.. group]).Select(s => s.Object).ToHashSet() : null;
                return new MergedProperty(group.Key, [.. group.GroupBy(s => s.Object).OrderBy(same => same.Min(s => s.Rank)).Select(same =>
                    new MergedValue(same.Key, [.. same.OrderBy(s => s.Rank).Select(s => s.Source).OfType<string>().Distinct(StringComparer.Ordinal)], first?.Contains(same.Key) == false))]);
            });
        return new MergedResource([.. sources], [.. properties]);
    }

    private List<Statement> Statements(string iri, CancellationToken cancellation)
    {
        var found = new List<Statement>();
        using var rows = (SolutionSequence)dataset.Query(queries.Request("describe/resource.rq", ("s", new Iri(iri))), cancellation);
        while (rows.MoveNext())
        {
            // Named graphs that are not part of the default dataset (reports, provenance) do not describe the resource.
            var graph = rows[0] is Iri name ? iris.ParseGraph(name.Value) : null;
            if (graph is { Kind: not (GraphKind.Content or GraphKind.Missing or GraphKind.Links or GraphKind.Description) })
                continue;
            if (rows[1] is Iri property && rows[2] is { } value)
                found.Add(new Statement(property.Value, value, graph is null ? null : $"{graph.Dataset}/{graph.Channel}", RankOf(graph), (rows[0] as Iri)?.Value ?? ""));
        }

        return found;
    }

    // What a source no longer shows never goes before what another shows today.
    private long RankOf(GraphName? graph) => channels.RankOf(graph) + (graph?.Kind == GraphKind.Missing ? 1L << 32 : 0);

    private Dictionary<string, string> Names(string iri, Language language, CancellationToken cancellation)
    {
        var names = new Dictionary<string, (string Text, int Rank)>(StringComparer.Ordinal);
        using var rows = (SolutionSequence)dataset.Query(queries.Request("describe/labels.rq", ("s", new Iri(iri))), cancellation);
        while (rows.MoveNext())
        {
            if (rows[0] is not Iri subject || rows[1] is not Literal name)
                continue;
            var rank = LanguageRank(name, language);
            if (!names.TryGetValue(subject.Value, out var known) || rank < known.Rank)
                names[subject.Value] = (name.LexicalForm, rank);
        }

        return names.ToDictionary(n => n.Key, n => n.Value.Text, StringComparer.Ordinal);
    }

    private List<LinkView> Incoming(string iri, Language language, CancellationToken cancellation)
    {
        var found = new Dictionary<(string, string), (LinkView Link, int Rank)>();
        using var rows = (SolutionSequence)dataset.Query(queries.Request("describe/incoming.rq", ("s", new Iri(iri))), cancellation);
        while (rows.MoveNext())
        {
            if (rows[0] is not Iri other || rows[1] is not Iri property || IsPart(other.Value, iri))
                continue;
            var name = rows[2] as Literal;
            var rank = name is null ? int.MaxValue : LanguageRank(name, language);
            var key = (other.Value, property.Value);
            if (!found.TryGetValue(key, out var known) || rank < known.Rank)
                found[key] = (new LinkView(Href(other.Value), name?.LexicalForm ?? PropertyNames.LocalName(other.Value), PropertyNames.Of(property.Value, language)), rank);
        }

        return [.. found.Values.Select(f => f.Link).OrderBy(l => l.Property, StringComparer.Ordinal).ThenBy(l => l.Name, StringComparer.CurrentCulture)];
    }

    private List<PropertyView> Properties(List<Statement> statements, Dictionary<string, string> names, Dictionary<string, List<Statement>> children, Language language)
    {
        var properties = new List<PropertyView>();
        foreach (var group in statements.Where(s => s.Property != RdfType).GroupBy(s => s.Property, StringComparer.Ordinal))
        {
            var wanted = group.ToList();
            if (SingleValued.Contains(group.Key))
                wanted = FirstChannel(wanted);
            var values = wanted.GroupBy(s => s.Object)
                .Select(same => Value(same.Key, [.. same.Select(s => s.Source).OfType<string>().Distinct(StringComparer.Ordinal)], names, children, language))
                .OrderBy(v => v.Language is null || Languages.FromTag(v.Language) == language ? 0 : 1)
                .ToList();
            properties.Add(new PropertyView(group.Key, PropertyNames.Of(group.Key, language), values));
        }

        return [.. properties.OrderBy(p => PropertyNames.Order(p.Iri)).ThenBy(p => p.Iri, StringComparer.Ordinal)];
    }

    private static List<Statement> FirstChannel(List<Statement> statements)
    {
        var best = statements.Min(s => s.Rank);
        return statements.FindAll(s => s.Rank == best);
    }

    private ValueView Value(RdfTerm term, IReadOnlyList<string> sources, Dictionary<string, string> names, Dictionary<string, List<Statement>> children, Language language)
    {
        switch (term)
        {
            case Literal literal:
                return new ValueView(literal.LexicalForm, WebAddress(literal), literal.Language, sources, []);
            case Iri iri when children.TryGetValue(iri.Value, out var statements) && statements.Count > 0:
                var details = Properties(statements, names, [], language);
                return new ValueView(names.GetValueOrDefault(iri.Value) ?? "", null, null, sources, details);
            case Iri iri:
                return new ValueView(names.GetValueOrDefault(iri.Value) ?? iri.Value, Href(iri.Value), null, sources, []);
            default:
                return new ValueView(term.ToString()!, null, null, sources, []);
        }
    }

    private static List<string> Images(List<Statement> statements, Dictionary<string, List<Statement>> children) =>
        [.. statements.Concat(children.Values.SelectMany(c => c))
            .Where(s => ImageProperties.Contains(s.Property))
            .OrderBy(s => s.Property.EndsWith("thumbnailUrl", StringComparison.Ordinal) ? 0 : 1)
            .Select(s => s.Object is Iri i ? i.Value : (s.Object as Literal)?.LexicalForm)
            .OfType<string>()
            .Where(a => a.StartsWith("https://", StringComparison.Ordinal) || a.StartsWith("http://", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .Take(6)];

    private string Href(string iri) => iris.LocalPath(iri) ?? "/term?iri=" + Uri.EscapeDataString(iri);

    private static string? WebAddress(Literal literal) =>
        literal.LexicalForm.StartsWith("https://", StringComparison.Ordinal) || literal.LexicalForm.StartsWith("http://", StringComparison.Ordinal) ? literal.LexicalForm : null;

    private static string? BestText(List<Statement> statements, string[] properties, Language language)
    {
        foreach (var property in properties)
        {
            var best = statements.Where(s => s.Property == property && s.Object is Literal)
                .OrderBy(s => LanguageRank((Literal)s.Object, language)).ThenBy(s => s.Rank)
                .FirstOrDefault();
            if (best is not null)
                return ((Literal)best.Object).LexicalForm;
        }

        return null;
    }

    private static int LanguageRank(Literal literal, Language language) =>
        literal.Language is null ? 1 : literal.Language.StartsWith(language.Tag(), StringComparison.OrdinalIgnoreCase) ? 0 : 2;

    private static bool IsPart(string whole, string part) =>
        part.Length > whole.Length + 1 && part.StartsWith(whole, StringComparison.Ordinal) && part[whole.Length] is '/' or '#';

    private sealed record Statement(string Property, RdfTerm Object, string? Source, long Rank, string Graph);
}
