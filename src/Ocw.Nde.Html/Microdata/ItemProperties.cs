using Ocw.Nde.Html.Pages;

namespace Ocw.Nde.Html.Microdata;

/// <summary>Which elements are properties of which items (HTML §5.2.5, the properties of an item).</summary>
internal sealed class ItemProperties
{
    // itemref lets many items share many properties: so many looks at elements for each element of a page are taken.
    private const int LooksPerElement = 16;

    private readonly Dictionary<string, PageElement> _byId = new(StringComparer.Ordinal);
    private readonly CancellationToken _cancellation;
    private readonly long _mostLooks;
    private long _looks;

    internal ItemProperties(Page page, HtmlRdfOptions options, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        _mostLooks = (long)options.MaxElements * LooksPerElement;
        var top = new List<PageElement>();
        foreach (var element in page.Document.Elements())
        {
            if (element.Attributes.Count == 0)
                continue;
            if (element["id"] is { Length: > 0 } id)
                _byId.TryAdd(id, element);
            if (element.Has("itemscope") && !element.Has("itemprop") && !element.Has("itemprop-reverse"))
                top.Add(element);
        }

        TopLevelItems = top;
    }

    internal IReadOnlyList<PageElement> TopLevelItems { get; }

    internal static IEnumerable<string> Words(string? value) =>
        value is null ? [] : value.Split((char[])[' ', '\t', '\n', '\r', '\f'], StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal);

    /// <summary>The elements that are properties of an item: those inside it, and those that <c>itemref</c> names; not those of items inside.</summary>
    internal List<PageElement> Of(PageElement item)
    {
        var found = new List<PageElement>();
        var seen = new HashSet<PageElement> { item };
        var pending = new Stack<PageElement>();
        foreach (var id in Words(item["itemref"]).Reverse())
        {
            if (_byId.TryGetValue(id, out var named))
                pending.Push(named);
        }

        PushChildren(item, pending);
        while (pending.TryPop(out var element))
        {
            // An element inside itself by itemref is met twice; the second time does not count.
            if (!seen.Add(element))
            {
                if (ReferenceEquals(element, item) && HasName(element))
                    found.Add(element);
                continue;
            }

            if ((++_looks & 0x3FF) == 0)
                Check();
            if (!element.Has("itemscope"))
                PushChildren(element, pending);
            if (HasName(element))
                found.Add(element);
        }

        return found;
    }

    private static bool HasName(PageElement element) => element.Attributes.Count > 0 && (element.Has("itemprop") || element.Has("itemprop-reverse"));

    private static void PushChildren(PageElement element, Stack<PageElement> pending)
    {
        for (var i = element.Children.Count - 1; i >= 0; i--)
        {
            if (element.Children[i] is PageElement child)
                pending.Push(child);
        }
    }

    private void Check()
    {
        _cancellation.ThrowIfCancellationRequested();
        if (_looks > _mostLooks)
            throw new PageCutException("items that share more properties by itemref than a page may have");
    }
}
