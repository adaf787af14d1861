namespace Ocw.Nde.Harvest;

/// <summary>Where the data of a site's pages stands: found out on its first pages and kept to, so that a page costs one request.</summary>
/// <remarks>
/// What a link leads to is asked for at once when its address follows from that of the page: <c>/object/12</c> and <c>/object/12.jsonld</c>, or <c>/data/12</c>.
/// </remarks>
/// <param name="Kind">The way.</param>
/// <param name="Template">The address of the data, where <c>{page}</c> stands for that of the page, or <c>{name}</c> for its last part.</param>
internal sealed record SiteWay(SiteWayKind Kind, string? Template = null)
{
    private const string Page = "{page}";
    private const string Name = "{name}";

    /// <summary>Reads what <see cref="ToString"/> wrote; <see langword="null"/> for anything else.</summary>
    public static SiteWay? Parse(string? text) => text switch
    {
        "page" => new SiteWay(SiteWayKind.Page),
        "links" => new SiteWay(SiteWayKind.Links),
        not null when text.StartsWith("link ", StringComparison.Ordinal) => new SiteWay(SiteWayKind.Template, text[5..]),
        _ => null,
    };

    /// <summary>The way of a link that a page gave.</summary>
    public static SiteWay OfLink(Uri page, Uri data) => TemplateOf(page, data) is { } template ? new SiteWay(SiteWayKind.Template, template) : new SiteWay(SiteWayKind.Links);

    /// <summary>Where the data of a page is, as far as the way tells it.</summary>
    public Uri? DataOf(Uri page)
    {
        if (Template is null || (Template.Contains(Name, StringComparison.Ordinal) && NameOf(page).Length == 0))
            return null;
        var address = Template.Replace(Page, page.GetLeftPart(UriPartial.Path).TrimEnd('/'), StringComparison.Ordinal).Replace(Name, NameOf(page), StringComparison.Ordinal);
        return Uri.TryCreate(address, UriKind.Absolute, out var data) ? data : null;
    }

    /// <summary>The way in one word or two, for the cursor.</summary>
    public override string ToString() => Kind switch
    {
        SiteWayKind.Page => "page",
        SiteWayKind.Links => "links",
        _ => $"link {Template}",
    };

    // A part that names one page names no other: short ones stand in many addresses by chance.
    private static string? TemplateOf(Uri page, Uri data)
    {
        if (page.Query.Length > 0)
            return null;
        var address = page.GetLeftPart(UriPartial.Path).TrimEnd('/');
        if (data.AbsoluteUri.StartsWith(address, StringComparison.Ordinal) && page.AbsolutePath.Length > 1)
            return Page + data.AbsoluteUri[address.Length..];
        var name = NameOf(page);
        var at = data.AbsoluteUri.LastIndexOf(name, StringComparison.Ordinal);
        var isApart = at > 0 && !char.IsLetterOrDigit(data.AbsoluteUri[at - 1]) && (at + name.Length == data.AbsoluteUri.Length || !char.IsLetterOrDigit(data.AbsoluteUri[at + name.Length]));
        return name.Length > 0 && isApart && at > data.GetLeftPart(UriPartial.Authority).Length ? string.Concat(data.AbsoluteUri.AsSpan(0, at), Name, data.AbsoluteUri.AsSpan(at + name.Length)) : null;
    }

    private static string NameOf(Uri page)
    {
        var path = page.AbsolutePath.TrimEnd('/');
        return path[(path.LastIndexOf('/') + 1)..];
    }
}

/// <summary>The ways to the data of a page.</summary>
internal enum SiteWayKind
{
    /// <summary>The address of the page gives data, or a page with data in it.</summary>
    Page,

    /// <summary>The data stands at an address that follows from that of the page.</summary>
    Template,

    /// <summary>The page has to be read to know where its data is.</summary>
    Links,
}
