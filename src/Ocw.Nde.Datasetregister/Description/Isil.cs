namespace Ocw.Nde.Datasetregister.Description;

/// <summary>ISIL codes (ISO 15511): a prefix of one to four letters or digits, a hyphen, and an identifier; 16 characters at most.</summary>
public static class Isil
{
    /// <summary>What <c>schema:propertyID</c> names for an ISIL: the property of Wikidata.</summary>
    public const string PropertyId = "http://www.wikidata.org/entity/P791";

    /// <summary>Whether a text is a well-formed ISIL. Whether it was given out is not checked.</summary>
    public static bool IsValid(string? code)
    {
        if (code is null || code.Length > 16 || code.IndexOf('-', StringComparison.Ordinal) is not (>= 1 and <= 4 and var hyphen) || hyphen == code.Length - 1)
            return false;
        var prefix = code.AsSpan(0, hyphen);
        return !prefix.ContainsAnyExcept(s_alphanumeric)
            && (hyphen != 2 || !prefix.ContainsAnyExceptInRange('A', 'Z')) // two letters are a country (ISO 3166-1), in capitals
            && !code.AsSpan(hyphen + 1).ContainsAnyExcept(s_identifier);
    }

    private const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static readonly System.Buffers.SearchValues<char> s_alphanumeric = System.Buffers.SearchValues.Create(Alphanumeric);
    private static readonly System.Buffers.SearchValues<char> s_identifier = System.Buffers.SearchValues.Create(Alphanumeric + "/-:");
}
