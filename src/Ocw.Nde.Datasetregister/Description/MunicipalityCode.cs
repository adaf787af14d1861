using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Ocw.Nde.Datasetregister.Description;

/// <summary>Codes of Dutch municipalities at Statistics Netherlands: <c>GM</c> and four digits.</summary>
public static class MunicipalityCode
{
    private const string Register = "https://identifier.overheid.nl/tooi/id/gemeente/gm";

    /// <summary>Brings a code to its full form: <c>363</c>, <c>0363</c> and <c>gm0363</c> become <c>GM0363</c>.</summary>
    public static bool TryNormalize(string? code, [NotNullWhen(true)] out string? normalized)
    {
        normalized = null;
        var digits = (code ?? "").AsSpan().Trim();
        if (digits.StartsWith("GM", StringComparison.OrdinalIgnoreCase))
            digits = digits[2..];
        if (digits.Length is 0 or > 4 || digits.ContainsAnyExceptInRange('0', '9') || !digits.ContainsAnyExcept('0'))
            return false;
        normalized = "GM" + int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture).ToString("D4", CultureInfo.InvariantCulture);
        return true;
    }

    /// <summary>The IRI of the municipality in the government's own register (TOOI).</summary>
    /// <param name="normalized">A code in its full form.</param>
    public static string ToIri(string normalized)
    {
        ArgumentNullException.ThrowIfNull(normalized);
        return Register + normalized[2..];
    }
}
