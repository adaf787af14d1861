using Xunit.Abstractions;

namespace Ocw.Nde.Conformance.Suites;

/// <summary>A case of a suite as a theory's row: shown whole in its name, where xunit would cut a string at 50 characters.</summary>
public sealed class SuiteCase : IXunitSerializable
{
    /// <summary>For xunit, which fills it in.</summary>
    public SuiteCase()
    {
    }

    public SuiteCase(string suite, string iri)
    {
        Suite = suite;
        Iri = iri;
    }

    public string Suite { get; private set; } = "";

    public string Iri { get; private set; } = "";

    public void Deserialize(IXunitSerializationInfo info)
    {
        Suite = info.GetValue<string>(nameof(Suite));
        Iri = info.GetValue<string>(nameof(Iri));
    }

    public void Serialize(IXunitSerializationInfo info)
    {
        info.AddValue(nameof(Suite), Suite);
        info.AddValue(nameof(Iri), Iri);
    }

    public override string ToString() => $"{Suite}: {Iri}";
}
