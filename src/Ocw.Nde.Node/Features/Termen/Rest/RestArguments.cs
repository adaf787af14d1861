using System.Globalization;
using Microsoft.Extensions.Primitives;
using Ocw.Nde.Node.Features.Shared;
using Ocw.Nde.Node.Localization;

namespace Ocw.Nde.Node.Features.Termen.Rest;

/// <summary>The parameters of a request, checked; all that is wrong with them is told at once.</summary>
internal sealed class RestArguments
{
    private readonly IQueryCollection _query;
    private readonly List<(string Parameter, LocalizedText Text)> _faults = [];

    private RestArguments(IQueryCollection query) => _query = query;

    /// <summary>Reads the parameters of an operation.</summary>
    public static RestArguments Read(HttpRequest request, RestOperation operation)
    {
        var arguments = new RestArguments(request.Query);
        foreach (var parameter in operation.Parameters)
            arguments.Check(parameter, operation.TakesPost && HttpMethods.IsPost(request.Method));
        return arguments;
    }

    /// <summary>The refusal, if something is wrong.</summary>
    public IResult? Refusal(HttpRequest request)
    {
        if (_faults.Count == 0)
            return null;
        var nl = string.Join("; ", _faults.Select(fault => fault.Text.Nl));
        var en = string.Join("; ", _faults.Select(fault => fault.Text.En));
        return Problem.Of(
            request, StatusCodes.Status400BadRequest, "parameter", nl, en,
            ("errors", _faults.Select(fault => new { parameter = fault.Parameter, nl = fault.Text.Nl, en = fault.Text.En }).ToList()));
    }

    public string? Text(RestParameter parameter) => (string?)Values(parameter) is { Length: > 0 } text ? text : parameter.Usual;

    public int Number(RestParameter parameter) =>
        int.TryParse((string?)Values(parameter), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : parameter.Number!.Value.Usual;

    public bool Truth(RestParameter parameter) => Text(parameter) == "true";

    /// <summary>The values of a parameter that may be repeated.</summary>
    public IReadOnlyList<string> List(RestParameter parameter)
    {
        var values = Values(parameter);
        if (values.Count == 0)
            return parameter.Usual is { } usual ? [usual] : [];

        // Commas may stand in an IRI.
        return [.. values.OfType<string>().SelectMany(value => value.Contains(':', StringComparison.Ordinal) ? [value] : value.Split(',')).Select(value => value.Trim()).Where(value => value.Length > 0)];
    }

    private StringValues Values(RestParameter parameter) =>
        _query.TryGetValue(parameter.Name, out var values) || (parameter.Alias is { } alias && _query.TryGetValue(alias, out values)) ? values : StringValues.Empty;

    private void Check(RestParameter parameter, bool isPost)
    {
        var name = parameter.Name;
        var values = Values(parameter);
        if (parameter.IsRequired && !isPost && string.IsNullOrWhiteSpace(values))
            Fault(name, $"{name} ontbreekt", $"{name} is missing");
        if (!parameter.IsRepeated && values.Count > 1)
            Fault(name, $"{name} staat er {values.Count} keer, één keer verwacht", $"{name} is given {values.Count} times, once is expected");
        foreach (var value in parameter.IsRepeated ? List(parameter) : [.. values.OfType<string>().Where(value => value.Length > 0)])
            CheckValue(parameter, value);
    }

    private void CheckValue(RestParameter parameter, string value)
    {
        var name = parameter.Name;
        if (parameter.Number is var (least, most, _) && !(int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most))
            Fault(name, $"{name}: een heel getal van {least} tot {most} verwacht, niet «{value}»", $"{name}: a whole number from {least} to {most} is expected, not «{value}»");
        if (parameter.IsTruth && value is not ("true" or "false"))
            Fault(name, $"{name}: true of false verwacht, niet «{value}»", $"{name}: true or false is expected, not «{value}»");
        if (parameter.Values is { } known && !known.Contains(value, StringComparer.Ordinal))
            Fault(name, $"{name}: «{value}» kan niet; wel {string.Join(", ", known)}", $"{name}: «{value}» is not possible; known are {string.Join(", ", known)}");
    }

    private void Fault(string parameter, string nl, string en) => _faults.Add((parameter, new LocalizedText(nl, en)));
}
