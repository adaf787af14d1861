using System.Collections.Frozen;

namespace Ocw.Nde.Harvest;

/// <summary>Finds the nodes of a page that are records: what the page is about, not what surrounds it.</summary>
/// <remarks>
/// 1. Where the source names classes, their instances.
/// 2. Else objects of EDM; what the page says that its main entity is; the node that has the address of the page.
/// 3. Else nodes with a class that no other node leads to, those left out that web sites put on every page (the site itself, crumbs, search boxes, the
///    organisation). Links back to the page do not count.
/// </remarks>
internal sealed class SiteRecords
{
    private const string SchemaHttp = "http://schema.org/";
    private const string SchemaHttps = "https://schema.org/";
    private const string Edm = "http://www.europeana.eu/schemas/edm/";

    // What surrounds the subject of a page.
    private static readonly FrozenSet<string> Furniture = new[]
    {
        "WebPage", "ItemPage", "CollectionPage", "AboutPage", "ContactPage", "CheckoutPage", "FAQPage", "ProfilePage", "QAPage", "SearchResultsPage", "MedicalWebPage", "WebSite", "WebPageElement", "SiteNavigationElement",
        "WPHeader", "WPFooter", "WPSideBar", "WPAdBlock", "BreadcrumbList", "ListItem", "ItemList", "SearchAction", "ReadAction", "ViewAction", "Action", "EntryPoint", "PropertyValueSpecification", "SpeakableSpecification",
        "ImageGallery", "MediaGallery", "DataFeed", "DataDownload",
    }.ToFrozenSet(StringComparer.Ordinal);

    // What a page can be about, but mostly is not.
    private static readonly FrozenSet<string> Surroundings = new[]
    {
        "Organization", "Museum", "Library", "ArchiveOrganization", "Archive", "LocalBusiness", "Corporation", "NGO", "EducationalOrganization", "GovernmentOrganization", "PerformingGroup", "CivicStructure",
        "TouristAttraction", "ArtGallery", "Place", "PostalAddress", "OpeningHoursSpecification", "ContactPoint", "GeoCoordinates", "ImageObject", "Offer", "Event", "Comment", "VideoObject",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly PageGraph _graph;
    private readonly Dictionary<int, List<string>> _types = [];
    private readonly HashSet<int> _referred = [];
    private readonly HashSet<int> _main = [];
    private readonly string[] _addresses;

    private SiteRecords(PageGraph graph, string[] addresses)
    {
        _graph = graph;
        _addresses = addresses;
        var type = graph.Find("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"u8);
        for (var i = 0; i < graph.Count; i++)
        {
            if (graph[i].Predicate == type && graph.IsIri(graph[i].Object))
                (_types.TryGetValue(graph[i].Subject, out var types) ? types : _types[graph[i].Subject] = []).Add(NameOf(graph.Name(graph[i].Object)));
        }

        for (var i = 0; i < graph.Count; i++)
            Note(graph[i], type);
    }

    /// <summary>Whether a node belongs to the page and not to what it is about.</summary>
    public bool IsFurniture(int node) => _types.TryGetValue(node, out var types) && types.TrueForAll(Furniture.Contains);

    /// <summary>The records of a page, in its order.</summary>
    /// <param name="graph">The page.</param>
    /// <param name="addresses">The addresses of the page: the one that was asked for, the one that answered.</param>
    /// <param name="classes">The classes that the source names.</param>
    /// <param name="isHtml">Whether it is a web page: then only nodes with a class count.</param>
    /// <param name="found">The records.</param>
    public static SiteRecords Of(PageGraph graph, string[] addresses, IReadOnlyList<string> classes, bool isHtml, out List<int> found)
    {
        var records = new SiteRecords(graph, addresses);
        found = classes.Count > 0 ? records.OfClasses(classes) : records.Guess(isHtml);
        return records;
    }

    private List<int> OfClasses(IReadOnlyList<string> classes)
    {
        var wanted = classes.Select(name => NameOf(name.StartsWith("schema:", StringComparison.Ordinal) ? SchemaHttps + name[7..] : name)).ToHashSet(StringComparer.Ordinal);
        return [.. _types.Where(node => node.Value.Exists(wanted.Contains)).Select(node => node.Key)];
    }

    private List<int> Guess(bool isHtml)
    {
        var objects = _types.Where(node => node.Value.Contains(Edm + "ProvidedCHO")).Select(node => node.Key).ToList();
        if (objects.Count > 0)
            return objects;
        var subjects = _types.Keys.Where(node => !IsFurniture(node)).ToList();
        var main = subjects.Where(_main.Contains).ToList();
        if (main.Count > 0)
            return main;
        var named = subjects.Where(IsPage).ToList();
        if (named.Count > 0)
            return named;
        var roots = subjects.Where(node => !_referred.Contains(node) && !_types[node].TrueForAll(Surroundings.Contains)).ToList();
        return roots.Count > 0 || isHtml ? roots : Untyped();
    }

    // Data that was asked for as data may do without classes.
    private List<int> Untyped()
    {
        var subjects = new List<int>();
        var met = new HashSet<int>();
        for (var i = 0; i < _graph.Count; i++)
        {
            var node = _graph[i].Subject;
            if (met.Add(node) && _graph.IsIri(node) && !IsFurniture(node))
                subjects.Add(node);
        }

        var named = subjects.Where(IsPage).ToList();
        return named.Count > 0 ? named : [.. subjects.Where(node => !_referred.Contains(node))];
    }

    private void Note(PageQuad quad, int type)
    {
        if (quad.Predicate == type)
            return;
        var property = NameOf(_graph.Name(quad.Predicate));
        if (property is "mainEntityOfPage")
            _main.Add(quad.Subject);
        else if (property is "mainEntity" or "http://xmlns.com/foaf/0.1/primaryTopic")
            _main.Add(quad.Object);
        else if (quad.Subject != quad.Object && !IsFurniture(quad.Subject))
            _referred.Add(quad.Object);
    }

    private bool IsPage(int node) => _graph.IsIri(node) && _addresses.Contains(Plain(_graph.Name(node)), StringComparer.Ordinal);

    /// <summary>An address without what makes no other page of it: the scheme, a final slash, a fragment.</summary>
    public static string Plain(string address)
    {
        var plain = address.Split('#')[0].TrimEnd('/');
        return plain.StartsWith("http://", StringComparison.Ordinal) ? string.Concat("https://", plain.AsSpan(7)) : plain;
    }

    // The classes and properties of schema.org by their names, in both spellings of its namespace; others as they are.
    private static string NameOf(string iri) =>
        iri.StartsWith(SchemaHttps, StringComparison.Ordinal) ? iri[SchemaHttps.Length..]
        : iri.StartsWith(SchemaHttp, StringComparison.Ordinal) ? iri[SchemaHttp.Length..]
        : iri;
}
