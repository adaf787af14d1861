using System.Globalization;
using Ocw.Nde.Html.Pages;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Iris;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Html.Microdata;

/// <summary>Microdata to RDF, second edition: items become resources, item by item, without recursion.</summary>
internal sealed class MicrodataProcessor
{
    private readonly HtmlRdfOptions _options;
    private readonly PageIris _iris;
    private readonly PageNotices _notices;
    private readonly MicrodataValues _values;
    private readonly ItemProperties _properties;
    private readonly string _labels;
    private readonly StatementSink _sink;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<PageElement, Item> _items = [];
    private readonly Queue<Item> _waiting = [];
    private int _blanks;

    internal MicrodataProcessor(Page page, HtmlRdfOptions options, PageIris iris, string labels, PageNotices notices, StatementSink sink, CancellationToken cancellation)
    {
        _options = options;
        _iris = iris;
        _notices = notices;
        _labels = labels;
        _sink = sink;
        _cancellation = cancellation;
        _values = new MicrodataValues(iris, sink);
        _properties = new ItemProperties(page, options, cancellation);
    }

    /// <summary>Reads all items of the page.</summary>
    internal void Read()
    {
        foreach (var element in _properties.TopLevelItems)
            Item(element, null);
        while (_waiting.TryDequeue(out var item))
        {
            _cancellation.ThrowIfCancellationRequested();
            Write(item);
        }
    }

    // §4.2, steps 1 to 8: the subject of an item, made once; what is said of it is written later.
    private Item Item(PageElement element, Item? around)
    {
        if (_items.TryGetValue(element, out var known))
            return known;
        RdfTerm subject = element["itemid"] is { } id && _iris.Resolve(id, element) is { } named
            ? named
            : new BlankNode(_labels + "m" + (++_blanks).ToString(CultureInfo.InvariantCulture));
        var types = ItemProperties.Words(element["itemtype"]).Where(IriCheck.IsAbsoluteIri).ToList();
        var vocabulary = types.Count > 0 ? _options.MicrodataRegistry.VocabularyOf(types[0]) : around?.Vocabulary;
        var item = new Item(element, subject, types, vocabulary, around);
        _items.Add(element, item);
        _waiting.Enqueue(item);
        return item;
    }

    private void Write(Item item)
    {
        foreach (var type in item.Types)
            _sink.Say(item.Subject, RdfNs.Type, new Iri(type));
        foreach (var property in _properties.Of(item.Element))
        {
            var value = Value(property, item);
            if (value is null)
                continue;
            foreach (var name in ItemProperties.Words(property["itemprop"]))
                Say(item, name, item.Subject, value);
            // Only a resource can be the subject of the reverse.
            foreach (var name in ItemProperties.Words(property["itemprop-reverse"]))
            {
                if (value is not Literal)
                    Say(item, name, value, item.Subject);
            }
        }
    }

    private RdfTerm? Value(PageElement property, Item item)
    {
        if (!property.Has("itemscope"))
            return _values.Of(property);
        if (_items.ContainsKey(property) && item.IsInside(property))
        {
            _notices.Tell(RdfNoticeKind.MicrodataLoop, "an item is, by itemref, a property of itself: that property is left out", property);
            return null;
        }

        return Item(property, item).Subject;
    }

    private void Say(Item item, string name, RdfTerm subject, RdfTerm value)
    {
        if (Predicate(item, name) is not { } predicate)
        {
            _notices.Tell(RdfNoticeKind.IriDropped, $"the property '{name}' makes no IRI; it is left out", item.Element);
            return;
        }

        _sink.Say(subject, predicate, value);
        foreach (var also in _options.MicrodataRegistry.AlsoSaid(item.Vocabulary, name))
            _sink.Say(subject, new Iri(also), value);
    }

    // §4.4: an absolute IRI is itself; a name is of the vocabulary; without one it is of the page.
    private Iri? Predicate(Item item, string name)
    {
        if (name.Contains(':', StringComparison.Ordinal) && IriCheck.IsAbsoluteIri(name))
            return new Iri(name);
        var vocabulary = item.Vocabulary ?? _iris.Base.Split('#')[0] + "#";
        var iri = vocabulary + (vocabulary[^1] is '/' or '#' ? "" : "#") + name;
        return IriCheck.IsAbsoluteIri(iri) ? new Iri(iri) : null;
    }
}

/// <summary>An item.</summary>
/// <param name="Element">Its element.</param>
/// <param name="Subject">The resource that it is.</param>
/// <param name="Types">Its types that are absolute IRIs.</param>
/// <param name="Vocabulary">What the names of its properties belong to; of the item around it where it has no type.</param>
/// <param name="Around">The item that it is a property of.</param>
internal sealed record Item(PageElement Element, RdfTerm Subject, IReadOnlyList<string> Types, string? Vocabulary, Item? Around)
{
    /// <summary>Whether an element is this item or one around it.</summary>
    internal bool IsInside(PageElement element)
    {
        for (var item = this; item is not null; item = item.Around)
        {
            if (ReferenceEquals(item.Element, element))
                return true;
        }

        return false;
    }
}
