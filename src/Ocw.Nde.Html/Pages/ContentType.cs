namespace Ocw.Nde.Html.Pages;

/// <summary>The value of a Content-Type header.</summary>
/// <param name="MediaType">The type, in lower case; empty when there is none.</param>
/// <param name="Charset">The charset that it names.</param>
internal sealed record ContentType(string MediaType, string? Charset)
{
    // Content-Type = media-type; media-type = type "/" subtype *( OWS ";" OWS parameter )
    internal static ContentType Parse(string? value)
    {
        var parts = (value ?? "").Split(';');
        var charset = parts.Skip(1)
            .Select(part => part.Split('=', 2))
            .FirstOrDefault(pair => pair.Length == 2 && pair[0].Trim().Equals("charset", StringComparison.OrdinalIgnoreCase));
        return new(parts[0].Trim().ToLowerInvariant(), charset?[1].Trim().Trim('"'));
    }

    /// <summary>Whether the document is to be read as XML.</summary>
    internal bool IsXml => MediaType is "application/xml" or "text/xml" || MediaType.EndsWith("+xml", StringComparison.Ordinal);
}
