namespace Ocw.Nde.Mapping.Quality.Tiers;

/// <summary>How far a licence lets others use a reproduction, as the Europeana Publishing Framework divides them.</summary>
public enum ReuseLevel
{
    /// <summary>No reuse, or no licence at all: the content tier is 2 at most.</summary>
    Closed,

    /// <summary>Reuse with restrictions (non-commercial, no derivatives): 3 at most.</summary>
    Restricted,

    /// <summary>Free reuse (public domain, CC0, CC BY, CC BY-SA): 4.</summary>
    Open,
}

/// <summary>Tells the level of a licence by its IRI.</summary>
public static class ReuseLevels
{
    private static readonly string[] Restricted = ["NoC-NC", "NoC-OKLR", "InC-EDU"];

    /// <summary>The level.</summary>
    public static ReuseLevel Of(string? licence)
    {
        if (licence is null || !Uri.TryCreate(licence, UriKind.Absolute, out var address))
            return ReuseLevel.Closed;
        var parts = address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return address.Host.Replace("www.", "", StringComparison.OrdinalIgnoreCase) switch
        {
            "creativecommons.org" => parts switch
            {
                ["publicdomain", ..] or ["licenses", "by" or "by-sa", ..] => ReuseLevel.Open,
                ["licenses", ..] => ReuseLevel.Restricted,
                _ => ReuseLevel.Closed,
            },
            "rightsstatements.org" when parts is [_, var statement, ..] && Restricted.Contains(statement, StringComparer.Ordinal) => ReuseLevel.Restricted,
            _ => ReuseLevel.Closed,
        };
    }
}
