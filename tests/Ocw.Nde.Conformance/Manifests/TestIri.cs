using Xunit.Abstractions;

namespace Ocw.Nde.Conformance.Manifests;

/// <summary>The IRI of a test as a theory's row: shown whole in its name, where xunit would cut a string at 50 characters.</summary>
public sealed class TestIri : IXunitSerializable
{
    /// <summary>For xunit, which fills it in.</summary>
    public TestIri()
    {
    }

    public TestIri(string value) => Value = value;

    public string Value { get; private set; } = "";

    public void Deserialize(IXunitSerializationInfo info) => Value = info.GetValue<string>(nameof(Value));

    public void Serialize(IXunitSerializationInfo info) => info.AddValue(nameof(Value), Value);

    public override string ToString() => Value;
}
